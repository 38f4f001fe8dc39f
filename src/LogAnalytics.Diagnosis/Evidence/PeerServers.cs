namespace LogAnalytics.Diagnosis;

/// <summary>The servers of the group without failures of the incident.</summary>
/// <param name="Total">Other servers with trials in the window.</param>
/// <param name="Passing">Those that kept passing.</param>
/// <param name="Passed">Their passed trials in the window.</param>
internal sealed record PeerServers(int Total, int Passing, long Passed)
{
    public static PeerServers Find(IncidentEvidence evidence, AttributeCounts servers)
    {
        var others = servers.Rows
            .Where(s => s.Value is not null && !evidence.Servers.Contains(s.Value) && s.PassedDuring + s.FailedDuring > 0)
            .ToList();
        var passing = others.Where(s => s.FailedDuring * 20 < s.PassedDuring).ToList();
        return new PeerServers(others.Count, passing.Count, passing.Sum(s => s.PassedDuring));
    }
}
