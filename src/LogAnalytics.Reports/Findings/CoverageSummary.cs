using System.Globalization;
using LogAnalytics.Reports.Text;

namespace LogAnalytics.Reports.Findings;

/// <summary>What all logs together are worth: the qualification of every result, above all of a negative one.</summary>
public static class CoverageSummary
{
    private const int MostGaps = 3;

    /// <summary>Share of the time of all logs that lies in no gap; null where there is no log.</summary>
    public static double? Share(IReadOnlyList<CoverageSpan> spans)
    {
        double missing = spans.Sum(span => span.Times.Missing.TotalSeconds);
        double whole = spans.Sum(span => span.Times.Whole.TotalSeconds);
        return spans.Count == 0 ? null : whole == 0 ? 1 : 1 - (missing / whole);
    }

    /// <summary>Example: "coverage 99.8 %, gaps: EX02 Hub missing instance 2026-03-10 06:00:00Z–2026-03-10 06:20:00Z".</summary>
    public static string Text(IReadOnlyList<CoverageSpan> spans)
    {
        (string Log, CoverageGap Gap)[] gaps =
            [.. spans.SelectMany(span => span.Gaps.Select(gap => (Log: $"{span.Server} {span.Service}", Gap: gap))).OrderByDescending(entry => entry.Gap.To - entry.Gap.From).ThenBy(entry => entry.Log, StringComparer.Ordinal)];
        string text = $"coverage {Percent(Share(spans))}, gaps: {(gaps.Length == 0 ? "none known" : string.Join("; ", gaps.Take(MostGaps).Select(entry => $"{entry.Log} {Say.Gap(entry.Gap)}")))}";
        if (gaps.Length > MostGaps)
            text += $" and {gaps.Length - MostGaps} more";
        int unjudged = spans.Count(span => span.Rhythm == "none");
        return unjudged == 0
            ? text
            : $"{text}; {(unjudged == spans.Count ? "too little history" : $"too little history on {unjudged} of {spans.Count} logs")} to tell quiet hours from missing logs";
    }

    /// <summary>What is missing between two instants on some servers; null if nothing is known to be.</summary>
    public static string? Between(IReadOnlyList<CoverageSpan> spans, IReadOnlyList<string> servers, DateTime from, DateTime to)
    {
        string[] notes = [.. spans.Where(span => servers.Contains(span.Server))
            .SelectMany(span => span.Gaps.Where(gap => gap.From < to && gap.To > from).Select(gap => $"{span.Server} {span.Service} {Say.Gap(gap)}: {gap.Evidence}"))];
        return notes.Length == 0
            ? null
            : string.Join("; ", notes.Take(MostGaps)) + (notes.Length > MostGaps ? $" and {notes.Length - MostGaps} more" : "");
    }

    public static string Percent(double? share) => share is not { } value
        ? "unknown"
        // 99.96 % is not all.
        : (value < 1 ? Math.Min(0.999, value) : 1).ToString(value is < 1 and >= 0.9 ? "P1" : "P0", CultureInfo.InvariantCulture);
}
