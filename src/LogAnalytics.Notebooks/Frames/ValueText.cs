using System.Collections;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace LogAnalytics.Notebooks.Frames;

/// <summary>Values that a column has no type for, as text: lists, structs and maps as JSON, bytes hexadecimal.</summary>
internal static class ValueText
{
    private static readonly JsonSerializerOptions _json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string? Of(object? value) => value switch
    {
        null => null,
        string text => text,
        bool flag => flag ? "true" : "false",
        DateTime time => time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Stream bytes => Hex(bytes),
        byte[] bytes => Convert.ToHexString(bytes),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => JsonSerializer.Serialize(Json(value), _json),
    };

    private static object? Json(object? value) => value switch
    {
        null or string or bool or int or long or short or sbyte or byte or ushort or uint or ulong or float or double or decimal => value,
        IDictionary map => map.Keys.Cast<object>().ToDictionary(key => Of(key)!, key => Json(map[key])),
        Stream or byte[] => Of(value),
        IEnumerable list => list.Cast<object?>().Select(Json).ToArray(),
        _ => Of(value),
    };

    private static string Hex(Stream bytes)
    {
        using MemoryStream copy = new();
        bytes.CopyTo(copy);
        return Convert.ToHexString(copy.GetBuffer().AsSpan(0, (int)copy.Length));
    }
}
