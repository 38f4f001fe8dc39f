using LogAnalytics.Reports.Findings;

namespace LogAnalytics.Reports.Novelty;

/// <summary>
/// Tells which incidents are known. Logs that come late move bounds, and windows grow, merge and part, so an incident is known by its
/// family, overlapping servers, connectors and windows, and keeps the earliest id that it was ever reported by.
/// </summary>
public static class IncidentComparison
{
    // Failures that set in again within an hour are one incident to the search too.
    private static readonly TimeSpan _relapse = TimeSpan.FromHours(1);

    // Incidents are few; what is beyond is so long ago that nobody waits for it.
    private const int MostKnown = 5_000;

    public static ComparedIncidents Compare(IReadOnlyList<Incident> incidents, IReadOnlyList<KnownIncident> before)
    {
        ILookup<int, KnownIncident> taken = Take(incidents, before);
        Dictionary<string, KnownIncident> after = before.ToDictionary(known => known.Id, known => known with { IsFound = false }, StringComparer.Ordinal);
        List<Incident> compared = [];
        for (int i = 0; i < incidents.Count; i++)
        {
            KnownIncident[] own = [.. taken[i].OrderBy(known => known.FirstBad).ThenBy(known => known.Id, StringComparer.Ordinal)];
            // A piece of one that another incident goes on with is not new, and has an id of its own.
            KnownIncident[] known = own.Length > 0 ? own : [.. before.Where(whole => IsPieceOf(incidents[i], whole))];
            Incident incident = incidents[i] with { Id = own.Length > 0 ? own[0].Id : incidents[i].Id, Novelty = NoveltyOf(incidents[i], known) };
            compared.Add(incident);
            // Those that it was joined from go the same way, should they part again.
            foreach (KnownIncident joined in own.Skip(1))
                after[joined.Id] = joined with { Severity = Worse(incident, joined), Status = incident.Status, LastBad = LastBad(incident), FirstGood = incident.Recovery.FirstGood?.Time };
            after[incident.Id] = Remember(incident, own.FirstOrDefault());
        }

        return new ComparedIncidents(
            compared,
            [.. after.Values.OrderByDescending(known => known.LastBad).ThenBy(known => known.Id, StringComparer.Ordinal).Take(MostKnown)],
            [.. before.Where(known => known.IsFound && !taken.Any(group => group.Contains(known)))]);
    }

    /// <summary>Each known incident goes on in one of those found at most: the one with its id, else the one that overlaps it longest.</summary>
    private static ILookup<int, KnownIncident> Take(IReadOnlyList<Incident> incidents, IReadOnlyList<KnownIncident> before) =>
        before.Select(known => (Known: known, Taker: Enumerable.Range(0, incidents.Count)
                .Where(i => incidents[i].Id == known.Id || Overlaps(incidents[i], known))
                .OrderByDescending(i => incidents[i].Id == known.Id)
                .ThenByDescending(i => Overlap(incidents[i], known))
                .ThenBy(i => FirstBad(incidents[i]))
                .ThenBy(i => incidents[i].Id, StringComparer.Ordinal)
                .Select(i => (int?)i).FirstOrDefault()))
            .Where(entry => entry.Taker is not null)
            .ToLookup(entry => entry.Taker!.Value, entry => entry.Known);

    private static bool Overlaps(Incident incident, KnownIncident known) =>
        incident.Family == known.Family
        && incident.Scope.Servers.Intersect(known.Servers).Any()
        && (incident.Scope.Connectors.Count == 0 || known.Connectors.Count == 0 || incident.Scope.Connectors.Intersect(known.Connectors).Any())
        && Overlap(incident, known) >= TimeSpan.Zero;

    // Of the times of failures: one that begins behind the last known failure is another incident, also where the known one goes on.
    private static TimeSpan Overlap(Incident incident, KnownIncident known)
    {
        DateTime from = FirstBad(incident) > known.FirstBad ? FirstBad(incident) : known.FirstBad;
        DateTime to = LastBad(incident) < known.LastBad ? LastBad(incident) : known.LastBad;
        return to - from;
    }

    private static bool IsPieceOf(Incident incident, KnownIncident whole) =>
        Overlaps(incident, whole) && FirstBad(incident) >= whole.FirstBad
        && !incident.Scope.Servers.Except(whole.Servers).Any() && !incident.Scope.Connectors.Except(whole.Connectors).Any();

    private static string NoveltyOf(Incident incident, KnownIncident[] known)
    {
        bool isWorse = incident.Severity == "major" && known.All(earlier => earlier.Severity != "major");
        return known.Length == 0 || isWorse || HasRelapsed(incident, known) ? "new" : incident.Status == "recovered" ? "resolved" : "ongoing";
    }

    // It was reported as over, and has failed since.
    private static bool HasRelapsed(Incident incident, KnownIncident[] known) =>
        known.All(earlier => earlier.Status == "recovered" && LastBad(incident) > earlier.LastBad)
        && (incident.Status == "ongoing" || known.All(earlier => LastBad(incident) > (earlier.FirstGood ?? earlier.LastBad) + _relapse));

    private static KnownIncident Remember(Incident incident, KnownIncident? earlier) => new(
        incident.Id,
        incident.Family,
        Worse(incident, earlier),
        incident.Status,
        [.. incident.Scope.Servers.Union(earlier?.Servers ?? []).Order(StringComparer.Ordinal)],
        [.. incident.Scope.Connectors.Union(earlier?.Connectors ?? []).Order(StringComparer.Ordinal)],
        earlier is not null && earlier.FirstBad < FirstBad(incident) ? earlier.FirstBad : FirstBad(incident),
        LastBad(incident),
        incident.Recovery.FirstGood?.Time,
        IsFound: true);

    private static string Worse(Incident incident, KnownIncident? earlier) => earlier?.Severity == "major" ? "major" : incident.Severity;

    private static DateTime FirstBad(Incident incident) => incident.Onset.FirstBad.Time;

    private static DateTime LastBad(Incident incident) => incident.Recovery.LastBad?.Time ?? incident.Onset.FirstBad.Time;
}
