namespace LogAnalytics.Reports.Formats;

/// <summary>Outputs that are written on demand, and their files.</summary>
public static class OutputFormats
{
    public const string Sarif = "sarif";
    public const string Timesketch = "timesketch";

    public static readonly string[] All = [Sarif, Timesketch];

    public static string FileOf(string format) => format == Sarif ? "findings.sarif" : "timeline.jsonl";
}
