using LogAnalytics.Detection;
using LogAnalytics.Queries;

namespace LogAnalytics.Cli.Analysis;

/// <summary>Reads a series and searches it for onsets, with senders that always fail set aside while that changes nothing.</summary>
public sealed class SeriesSearch(LakeDatabase database, OnsetOptions options, StageTimes times)
{
    /// <summary>
    /// Fewer are no burden. More of one sender part the passes of all others into so many runs that reading them and searching them takes
    /// longer than all else.
    /// </summary>
    public const long LeastFailuresAside = 1_000;

    /// <param name="leastFailuresAside">A sender with fewer failures is never set aside.</param>
    public OnsetSearchResult Find(string group, long leastFailuresAside = LeastFailuresAside)
    {
        IReadOnlyList<SenderNumber> aside = SeriesReader.AlwaysFailing(database, group, leastFailuresAside);
        while (true)
        {
            TrialSeries series = times.Measure("runs", () => SeriesReader.Read(database, group, aside));
            OnsetSearchResult result = times.Measure("search", () => OnsetSearch.Find(series, options));
            // Who is set aside must be out of the search as one who never was verified. Who is not, fails as others do: then when counts.
            SenderNumber[] unverified = [.. aside.Where(sender => IsUnverified(result, sender))];
            if (unverified.Length == aside.Count)
                return result;
            aside = unverified;
        }
    }

    private static bool IsUnverified(OnsetSearchResult result, SenderNumber sender) =>
        result.Findings.Any(finding => finding.Kind == GuardKind.PersistentUnverifiedSender && finding.Value == sender.Domain);
}
