using LogAnalytics.Reports.Details;
using LogAnalytics.Reports.Findings;

namespace LogAnalytics.Cli.Analysis;

/// <summary>What an analysis found, and what the report shows beside it.</summary>
public sealed record AnalysisResult(FindingsDocument Findings, ReportDetails Details);
