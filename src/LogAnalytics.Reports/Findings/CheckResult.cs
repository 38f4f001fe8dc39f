using LogAnalytics.Reports.Text;

namespace LogAnalytics.Reports.Findings;

/// <summary>A rule that ran, with zero hits too.</summary>
/// <param name="Coverage">Share of the time of all logs that lies in no gap; null without logs.</param>
/// <param name="Text">The same as a sentence, with the gaps.</param>
public sealed record CheckResult(string Id, long Sessions, long Hits, double? Coverage, string Text)
{
    /// <param name="unit">What was counted: messages or sessions.</param>
    public static CheckResult Of(string id, long sessions, string unit, long hits, IReadOnlyList<CoverageSpan> coverage) => new(
        id, sessions, hits, CoverageSummary.Share(coverage),
        $"{Say.Words(id)} ran on {Say.Count(sessions)} {unit}, {Say.Count(hits)} hits, {CoverageSummary.Text(coverage)}");
}
