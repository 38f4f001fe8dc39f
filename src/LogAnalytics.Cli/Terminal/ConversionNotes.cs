using LogAnalytics.Cli.Options;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Conversion;
using LogAnalytics.Reports.Text;

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
        Changes(streams, report);
        if (report.FilesOpen > 0)
            streams.Note($"{report.FilesOpen} files end in an unfinished line: it is pending and will be read when it is complete.");
        if (report.FilesPruned > 0)
            streams.Note($"{report.FilesPruned} files hold only rows of days that were pruned: they are in the ledger, and not taken in.");
        if (report.FilesReachingBack > 0)
            streams.Note($"{report.FilesReachingBack} files begin on days that were pruned, and end later: they are taken in whole.");
        WriteWarnings(report);
        WriteLosses(report);
    }

    /// <summary>Says what was lost, also with <c>--quiet</c>.</summary>
    public static void WriteLosses(ConvertReport report)
    {
        foreach ((string path, string reason) in report.Unreadable.Take(MostNamed))
            Error($"cannot read {path}: {reason}");
        More(report.Unreadable.Count, "that cannot be read");
        foreach ((string path, string reason) in report.WithRejects.Take(MostNamed))
            Error($"{path}: {reason}. See SELECT * FROM rejects.");
        More(report.WithRejects.Count, "with rejected lines");
        WriteUnbalanced(report);
    }

    /// <summary>What was damaged in the lake and mended, and what logs were deleted before they were read: no failure of this run.</summary>
    public static IReadOnlyList<string> Warnings(ConvertReport report) => [.. report.Warnings, .. report.Unread.Select(span => $"{span.Log}: {Of(span)}")];

    public static string Of(UnreadSpan span) =>
        $"logs were deleted before they were read: the last row read was of {Say.Time(span.UnreadFrom)}, and the oldest log there now begins at {Say.Time(span.UnreadTo)} ({span.OldestPath}). "
        + "Run more often, or let Exchange keep more (Set-TransportService -SendProtocolLogMaxDirectorySize, -SendProtocolLogMaxAge).";

    /// <summary>Says them, also with <c>--quiet</c>.</summary>
    public static void WriteWarnings(ConvertReport report)
    {
        IReadOnlyList<string> warnings = Warnings(report);
        foreach (string warning in warnings.Take(MostNamed))
            Error($"warning: {warning}");
        More(warnings.Count, "warnings");
    }

    /// <summary>Names the files whose accounts do not balance, also with <c>--quiet</c>.</summary>
    public static void WriteUnbalanced(ConvertReport report)
    {
        foreach (string path in report.Unbalanced.Take(MostNamed))
            Error($"{path}: its lines and bytes do not add up. This is a fault of the tool; please report it.");
        More(report.Unbalanced.Count, "that do not add up");
    }

    // What is new or the same is the usual course.
    private static void Changes(Streams streams, ConvertReport report)
    {
        string[] told = [.. report.Changes.Where(change => change.Key > FileChange.Same).Select(change => $"{change.Value} {change.Key.ToString().ToLowerInvariant()}")];
        if (told.Length > 0)
            streams.Note($"told by content: {string.Join(", ", told)}.");
        foreach (FileVersion version in report.Versions.Where(version => version.Change is "rewritten" or "truncated").Take(MostNamed))
            streams.Note($"{version.Path} was {version.Change} since the last run; what it held stays in the lake.");
        if (report.UnitsRebuilt > 0)
            streams.Note($"{report.UnitsRebuilt} days were made by other rules: they were built again from the lake.");
    }

    private static void Name(Streams streams, string label, List<KeyValuePair<string, string>> problems)
    {
        foreach ((string path, string reason) in problems.Take(MostNamed))
            streams.Note($"{label} {path}: {reason}");
        if (problems.Count > MostNamed)
            streams.Note($"… and {problems.Count - MostNamed} more {label}.");
    }

    private static void More(int count, string what)
    {
        if (count > MostNamed)
            Error($"… and {count - MostNamed} more {what}.");
    }

    private static void Error(string text) => System.Console.Error.WriteLine(Say.Safe(text));
}
