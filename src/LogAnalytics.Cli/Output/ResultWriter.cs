using System.Globalization;
using System.Numerics;
using System.Text.Encodings.Web;
using System.Text.Json;
using LogAnalytics.Queries;
using LogAnalytics.Reports.Text;

namespace LogAnalytics.Cli.Output;

/// <summary>Writes the rows of a query in one format.</summary>
public abstract class ResultWriter
{
    public abstract void Write(QueryResult result, TextWriter writer);

    /// <summary>A value as text: times ISO 8601 with <c>Z</c>, lists and structs as JSON; null for NULL.</summary>
    public static string? Text(object? value) => value switch
    {
        null => null,
        string text => text,
        bool flag => flag ? "true" : "false",
        DateTime time => Say.Iso(time),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        Stream bytes => Hex(bytes),
        byte[] bytes => Convert.ToHexString(bytes),
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => JsonSerializer.Serialize(Json(value), _json),
    };

    /// <summary>A value as JSON takes it.</summary>
    protected static object? Json(object? value) => value switch
    {
        null or string or bool or int or long or short or sbyte or byte or ushort or uint or ulong or float or double or decimal => value,
        BigInteger number => number.ToString(CultureInfo.InvariantCulture),
        System.Collections.IDictionary map => map.Keys.Cast<object>().ToDictionary(key => Text(key) ?? "", key => Json(map[key])),
        Stream or byte[] => Text(value),
        System.Collections.IEnumerable list => list.Cast<object?>().Select(Json).ToArray(),
        _ => Text(value),
    };

    public static string JsonText(object? value) => JsonSerializer.Serialize(Json(value), _json);

    private static readonly JsonSerializerOptions _json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.AllowNamedFloatingPointLiterals };

    private static string Hex(Stream bytes)
    {
        using MemoryStream copy = new();
        bytes.CopyTo(copy);
        return Convert.ToHexString(copy.ToArray());
    }
}
