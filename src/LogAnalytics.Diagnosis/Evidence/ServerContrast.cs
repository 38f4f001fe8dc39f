namespace LogAnalytics.Diagnosis;

/// <summary>Failing servers present certificates that their passing neighbours do not.</summary>
/// <param name="Failing">Certificates of the failures, most failures first.</param>
/// <param name="Passing">Certificates that pass on the other servers in the same window.</param>
/// <param name="IsServerSpecific">One server fails, or each with a certificate of its own; not a shared roll-out.</param>
internal sealed record ServerContrast(
    IReadOnlyList<ValueCounts> Failing,
    IReadOnlyList<ValueCounts> Passing,
    bool IsServerSpecific)
{
    /// <summary>Null where the neighbours fail too, or pass on the same certificate.</summary>
    public static ServerContrast? Find(IncidentReading reading)
    {
        // A certificate that passed on these servers before is not what sets them apart.
        List<ValueCounts> failing = reading.HasBefore
            ? [.. reading.NewCertificates.New]
            : reading.InScope(EvidenceAttributes.Certificate).Rows
                .Where(v => v.Value is not null && v.FailedDuring > 0)
                .OrderByDescending(v => v.FailedDuring).ThenBy(v => v.Value, StringComparer.Ordinal).ToList();
        List<ValueCounts> passing = reading.Elsewhere(EvidenceAttributes.Certificate).Rows
            .Where(v => v.Value is not null && v.PassedDuring > 0 && v.FailedDuring * 20 < v.PassedDuring)
            .OrderByDescending(v => v.PassedDuring).ThenBy(v => v.Value, StringComparer.Ordinal).ToList();
        if (failing.Count == 0 || passing.Count == 0 || reading.Peers.Passing == 0)
            return null;
        if (failing.Any(f => passing.Any(p => p.Value == f.Value)) || reading.CouldPassByLuck(passing.Sum(v => v.PassedDuring)))
            return null;
        int failingServers = reading.Evidence.Servers.Distinct().Count();
        bool ownEach = failingServers > 1 && failing.Count >= failingServers
            && failing.All(f => reading.FactsOf(f.Value) is { Servers.Count: 1 });
        return new ServerContrast(failing, passing, failingServers == 1 || ownEach);
    }
}
