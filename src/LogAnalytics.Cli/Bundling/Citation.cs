using LogAnalytics.Reports.Findings;

namespace LogAnalytics.Cli.Bundling;

/// <summary>A row that results point at.</summary>
/// <param name="Of">The incident, or the observation by its place.</param>
/// <param name="Role">What it bounds, e.g. <c>first_bad</c>.</param>
/// <param name="IsWhole">The bundle holds its whole session, not only its row.</param>
public sealed record Citation(string Of, string Role, TrialPoint Point, bool IsWhole);
