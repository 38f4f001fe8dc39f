using LogAnalytics.Reports.Details;
using LogAnalytics.Reports.Findings;
using LogAnalytics.Reports.Novelty;
using LogAnalytics.Reports.Privacy;

namespace LogAnalytics.Cli.Analysis;

/// <summary>What an analysis found and what the report shows beside it, as it may be shown: with <paramref name="Redactor"/> every name in it is a pseudonym already.</summary>
/// <param name="Memory">What the next analysis compares with, under true names.</param>
/// <param name="IsSettled">The same, asked again, would be found again: what it was compared with is what it leaves.</param>
/// <param name="Redactor">For what is shown beside the findings; null where nothing is redacted.</param>
public sealed record AnalysisResult(FindingsDocument Findings, ReportDetails Details, LakeSources Sources, IncidentMemory Memory, bool IsSettled, Redactor? Redactor)
{
    public T Shown<T>(T model) => Redactor is null ? model : Redactor.Apply(model);
}
