namespace LogAnalytics.Reports.Novelty;

/// <summary>What an analysis remembers of an incident, so that the next one knows it again. True names: it stays in the lake.</summary>
/// <param name="Severity">The worst that was reported.</param>
/// <param name="Servers">All that it has been about.</param>
/// <param name="FirstBad">First failure of all that was ever taken for this incident.</param>
/// <param name="LastBad">Last failure when it was last looked at.</param>
/// <param name="FirstGood">First success after it; null while it goes on.</param>
/// <param name="IsFound">The last analysis still found it.</param>
public sealed record KnownIncident(
    string Id, string Family, string Severity, string Status, IReadOnlyList<string> Servers, IReadOnlyList<string> Connectors,
    DateTime FirstBad, DateTime LastBad, DateTime? FirstGood, bool IsFound);
