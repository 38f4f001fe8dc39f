namespace LogAnalytics.Lake.Catalog;

/// <summary>One run of a verb that changes or analyses a lake, as the view <c>runs</c> shows it.</summary>
/// <param name="RunId">Begins with the instant of its start, so ids sort by time.</param>
/// <param name="EndedAt">Null while it runs, and of one that was killed.</param>
/// <param name="Reasons">Why it did not end with 0 or 1.</param>
/// <param name="Warnings">What the exit code does not tell.</param>
public sealed record JournalEntry(
    string RunId, string Verb, string Version, IReadOnlyList<string> CommandLine, DateTime StartedAt, DateTime? EndedAt, int? ExitCode,
    IReadOnlyDictionary<string, long> Counts, IReadOnlyList<string> Reasons, IReadOnlyList<string> Warnings);
