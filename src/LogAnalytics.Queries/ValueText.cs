using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LogAnalytics.Queries;

/// <summary>Values of results as text: times ISO 8601 with <c>Z</c>, lists, structs and maps as JSON, bytes hexadecimal.</summary>
public static class ValueText
{
    private static readonly JsonSerializerOptions _json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals };

    /// <summary>Null for NULL.</summary>
    public static string? Of(object? value) => value switch
    {
        null => null,
        string text => text,
        bool flag => flag ? "true" : "false",
        DateTime time => Iso(time),
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        Stream bytes => Hex(bytes),
        byte[] bytes => Convert.ToHexString(bytes),
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => Json(value),
    };

    /// <summary>A value as JSON.</summary>
    public static string Json(object? value) => JsonSerializer.Serialize(Plain(value), _json);

    /// <summary>Milliseconds, or microseconds where there are such.</summary>
    public static string Iso(DateTime utc) =>
        utc.ToString(utc.Ticks % TimeSpan.TicksPerMillisecond == 0 ? "yyyy-MM-dd'T'HH:mm:ss.fff'Z'" : "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    // As the serialiser takes it.
    private static object? Plain(object? value) => value switch
    {
        null or string or bool or int or long or short or sbyte or byte or ushort or uint or ulong or float or double or decimal => value,
        BigInteger number => number.ToString(CultureInfo.InvariantCulture),
        IDictionary map => map.Keys.Cast<object>().ToDictionary(key => Of(key) ?? "", key => Plain(map[key])),
        Stream or byte[] => Of(value),
        IEnumerable list => list.Cast<object?>().Select(Plain).ToArray(),
        _ => Of(value),
    };

    private static string Hex(Stream bytes)
    {
        using MemoryStream copy = new();
        bytes.CopyTo(copy);
        return Convert.ToHexString(copy.GetBuffer().AsSpan(0, (int)copy.Length));
    }
}
