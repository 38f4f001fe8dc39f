using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace LogAnalytics.Tests.Support;

/// <summary>Compares the files that two analyses wrote.</summary>
internal static partial class ResultsHelper
{
    // Of run.json and findings.json: when it was, what was typed, and how long each part took.
    private static readonly string[] _ofTheRun = ["started_at", "ended_at", "analyzed_at", "timings_seconds", "command_line", "generated_at"];

    /// <summary>Both say the same, but for when and how they were made.</summary>
    public static void AssertEqual(string expected, string actual)
    {
        Assert.Equal(Names(expected), Names(actual));
        foreach (string name in Names(expected).Where(name => !name.StartsWith("manifest.", StringComparison.Ordinal) && name != "run-log.jsonl"))
            Assert.Equal(Text(expected, name), Text(actual, name));
    }

    private static string[] Names(string folder) => [.. Directory.EnumerateFiles(folder).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    private static string Text(string folder, string name)
    {
        string text = File.ReadAllText(Path.Combine(folder, name));
        string generated = (string)JsonNode.Parse(File.ReadAllText(Path.Combine(folder, "findings.json")))!["generated_at"]!;
        if (name is not ("run.json" or "findings.json"))
            return text.Replace(generated, "THEN", StringComparison.Ordinal).Replace(Instant().Replace(generated, "$1 $2Z"), "THEN", StringComparison.Ordinal);
        JsonObject document = JsonNode.Parse(text)!.AsObject();
        foreach (string part in _ofTheRun)
            document.Remove(part);
        return document.ToJsonString();
    }

    [GeneratedRegex(@"^(\S+)T(\d\d:\d\d:\d\d).*$")]
    private static partial Regex Instant();
}
