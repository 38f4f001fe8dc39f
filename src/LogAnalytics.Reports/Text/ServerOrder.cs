using LogAnalytics.Reports.Findings;

namespace LogAnalytics.Reports.Text;

/// <summary>In which order people read where each server stands; findings.json has them by name.</summary>
internal static class ServerOrder
{
    /// <summary>The incident's own servers first, on each what failed before what it used earlier; then those that other incidents or none concern, by name.</summary>
    public static IReadOnlyList<ServerStanding> Of(Incident incident)
    {
        HashSet<string> own = [.. incident.Servers.Where(standing => standing.FirstBad is not null).Select(standing => standing.Server)];
        return [.. incident.Servers
            .OrderBy(standing => own.Contains(standing.Server) ? 0 : 1)
            .ThenBy(standing => standing.Server, StringComparer.Ordinal)
            .ThenBy(standing => standing.FirstBad is null)];
    }
}
