using LogAnalytics.Reports.Details;

namespace LogAnalytics.Reports.Html.Charts;

/// <summary>Certificates of one server that do not overlap; what overlaps stands in a lane of its own below.</summary>
/// <param name="IsFirst">The server's first lane.</param>
internal sealed record Lane(string Server, bool IsFirst, List<CertificateRun> Runs)
{
    /// <param name="firstServers">Servers whose lanes come first.</param>
    public static List<Lane> Of(IReadOnlyList<CertificateRun> runs, IReadOnlyList<string> firstServers)
    {
        List<Lane> lanes = [];
        foreach (IGrouping<string, CertificateRun> server in runs.GroupBy(run => run.Server).OrderBy(group => firstServers.Contains(group.Key) ? 0 : 1).ThenBy(group => group.Key, StringComparer.Ordinal))
        {
            List<Lane> own = [];
            foreach (CertificateRun run in server.OrderBy(run => run.FirstSeen))
            {
                Lane? free = own.FirstOrDefault(lane => lane.Runs[^1].LastSeen <= run.FirstSeen);
                if (free is not null)
                    free.Runs.Add(run);
                else
                    own.Add(new Lane(server.Key, own.Count == 0, [run]));
            }

            lanes.AddRange(own);
        }

        return lanes;
    }
}
