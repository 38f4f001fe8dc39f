using LogAnalytics.Reports.Findings;

namespace LogAnalytics.Reports.Novelty;

/// <summary>Incidents beside those of the analysis before.</summary>
/// <param name="Incidents">In their order, each with its lasting id and its novelty.</param>
/// <param name="Known">What the next analysis compares with.</param>
/// <param name="Lost">Found by the analysis before, and not any more.</param>
public sealed record ComparedIncidents(IReadOnlyList<Incident> Incidents, IReadOnlyList<KnownIncident> Known, IReadOnlyList<KnownIncident> Lost);
