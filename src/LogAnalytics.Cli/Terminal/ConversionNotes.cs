using LogAnalytics.Cli.Options;
using LogAnalytics.Lake.Conversion;

namespace LogAnalytics.Cli.Terminal;

/// <summary>Says on stderr what was taken in, and names everything that was not.</summary>
public static class ConversionNotes
{
    // Enough to act on; run.json and the tables hold the rest.
    private const int MostNamed = 20;

    public static void Write(Streams streams, ConvertReport report)
    {
        streams.Note(
            $"{report.FilesFound} files found: {report.FilesConverted} converted, {report.FilesUnchanged} unchanged, {report.Skipped.Count} skipped, "
            + $"{report.Unreadable.Count} unreadable; {SizeText.Show(report.BytesRead)}, {report.EventLines:N0} rows, {report.RejectedLines:N0} rejected, {report.DuplicateLines:N0} duplicate.");
        Name(streams, "skipped", report.Skipped);
        if (report.FilesOpen > 0)
            streams.Note($"{report.FilesOpen} files end in an unfinished line: it is pending and will be read when it is complete.");
        // What was lost is said even with --quiet.
        foreach ((string path, string reason) in report.Unreadable.Take(MostNamed))
            Error($"cannot read {path}: {reason.TrimEnd('.')}. Check the permission, or copy the file again.");
        foreach ((string path, string reason) in report.WithRejects.Take(MostNamed))
            Error($"{path}: {reason}. See SELECT * FROM rejects.");
        foreach (string path in report.Unbalanced.Take(MostNamed))
            Error($"{path}: its lines and bytes do not add up. This is a fault of the tool; please report it.");
    }

    private static void Name(Streams streams, string label, List<KeyValuePair<string, string>> problems)
    {
        foreach ((string path, string reason) in problems.Take(MostNamed))
            streams.Note($"{label} {path}: {reason}");
        if (problems.Count > MostNamed)
            streams.Note($"… and {problems.Count - MostNamed} more {label}.");
    }

    private static void Error(string text) => System.Console.Error.WriteLine(Reports.Text.Say.Safe(text));
}
