using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace LogAnalytics.Samples.Truth;

/// <summary>Writes truth.json: indented, LF, snake case, without escapes that only HTML needs.</summary>
internal static class TruthFileWriter
{
    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        NewLine = "\n",
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    public static void Write(string directory, SampleTruth truth) =>
        File.WriteAllText(Path.Combine(directory, "truth.json"), JsonSerializer.Serialize(truth, Options) + "\n");
}
