using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LogAnalytics.Samples.Exports;

/// <summary>As ConvertTo-Json of Windows PowerShell writes it: <c>\/Date(ms)\/</c>, one object alone without brackets, UTF-16 from <c>&gt;</c>.</summary>
internal static class JsonExportWriter
{
    private static readonly JsonSerializerOptions _options = new() { WriteIndented = true, NewLine = "\r\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static byte[] Write(ExportTable table)
    {
        Dictionary<string, object?>[] rows = [.. table.Rows.Select(row => row.ToDictionary(property => property.Key, property => ValueOf(property.Value)))];
        string json = JsonSerializer.Serialize<object>(rows.Length == 1 ? rows[0] : rows, _options);
        return [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(json.Replace("\"/Date(", "\"\\/Date(").Replace(")/\"", ")\\/\"") + "\r\n")];
    }

    private static object? ValueOf(object? value) => value is DateTime time ? $"/Date({new DateTimeOffset(time).ToUnixTimeMilliseconds()})/" : value;
}
