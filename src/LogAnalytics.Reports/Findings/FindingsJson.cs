using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LogAnalytics.Reports.Findings;

/// <summary>findings.json and run.json: snake_case, UTC with <c>Z</c>, nulls written.</summary>
public static class FindingsJson
{
    private static readonly JsonSerializerOptions _options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.Default,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower), new UtcConverter() },
    };

    private static readonly JsonSerializerOptions _lineOptions = new(_options) { WriteIndented = false };

    public static string Write<T>(T document) => JsonSerializer.Serialize(document, _options) + "\n";

    /// <summary>The same, piece by piece where a list of the document is read as it is written.</summary>
    public static void Write<T>(Stream target, T document)
    {
        JsonSerializer.Serialize(target, document, _options);
        target.WriteByte((byte)'\n');
    }

    /// <summary>On one line, for JSON lines.</summary>
    public static string WriteLine<T>(T document) => JsonSerializer.Serialize(document, _lineOptions) + "\n";

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, _options)!;

    private sealed class UtcConverter : JsonConverter<DateTime>
    {
        public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            DateTime.Parse(reader.GetString()!, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.AdjustToUniversal | System.Globalization.DateTimeStyles.AssumeUniversal);

        public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
            writer.WriteStringValue(Text.Say.Iso(value));
    }
}
