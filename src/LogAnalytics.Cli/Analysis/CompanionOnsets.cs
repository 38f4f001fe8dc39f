using LogAnalytics.Detection;
using LogAnalytics.Queries;
using LogAnalytics.Reports.Findings;
using LogAnalytics.Reports.Text;

namespace LogAnalytics.Cli.Analysis;

/// <summary>
/// Onsets of 5.7.68 and 454 4.7.5 on connectors to the tenant only, where lost attribution never shows as 5.7.64: found by the same
/// search, each with its own bracket, and never an incident.
/// </summary>
public static class CompanionOnsets
{
    public const string Kind = "companion_onset";

    public static IReadOnlyList<Observation> Read(LakeDatabase database, OnsetOptions options)
    {
        database.Execute("tables/companion_trials");
        var runs = database.Query("tables/companion_runs", row => (
            Connector: row.Text("connector")!, Server: row.Text("server")!, Index: (int)row.Number("run_index"), Failed: row.Flag("failed"),
            Count: row.Number("trials"), First: row.Number("first_trial"), Last: row.Number("last_trial"),
            FirstMicros: row.Number("first_micros"), LastMicros: row.Number("last_micros")));
        List<Observation> observations = [];
        foreach (var connector in runs.GroupBy(run => run.Connector))
        {
            string[] servers = [.. connector.Select(run => run.Server).Distinct().Order(StringComparer.Ordinal)];
            TrialSeries series = new(
                connector.Key, ["server"], [.. servers.Select(server => (IReadOnlyList<string?>)[server])],
                [.. connector.Select(run => new TrialRun(run.Index, run.Failed, Array.IndexOf(servers, run.Server), run.Count, run.First, run.Last, run.FirstMicros, run.LastMicros))]);
            observations.AddRange(OnsetSearch.Find(series, options).Onsets.Where(onset => onset.Severity == OnsetSeverity.Major).Select(onset => Of(database, onset)));
        }

        return observations;
    }

    private static Observation Of(LakeDatabase database, Onset onset)
    {
        Dictionary<string, object?> parameters = new()
        {
            ["connector"] = onset.Group,
            ["first_bad"] = onset.FirstBadTrial,
            ["last_bad"] = onset.LastBadTrial,
            ["is_recovered"] = onset.IsRecovered,
        };
        string family = "";
        Dictionary<string, object?> bounds = database.Query("tables/companion_bracket", row =>
        {
            if (row.Text("bound") == "first_bad")
                family = row.Text("family")!;
            DateTime time = row.Time("time")!.Value;
            return KeyValuePair.Create(row.Text("bound")!, (object?)new TrialPoint(time, time, row.Text("server")!, row.Text("session_id")!, row.Text("file"), row.Number("line")));
        }, parameters).ToDictionary();
        TrialPoint? lastGood = onset.IsPreExisting ? null : bounds.GetValueOrDefault("last_good") as TrialPoint;
        TrialPoint firstBad = (TrialPoint)bounds["first_bad"]!;
        string began = lastGood is null ? $"from the first rows on ({Say.Time(firstBad.Time)})" : $"between {Say.Time(lastGood.Time)} and {Say.Time(firstBad.Time)}";
        return new Observation(
            Kind,
            $"'{onset.Group}' sends to the tenant only, and {Say.Words(family)} began there {began}: {Say.Count(onset.FailedDuring)} of {Say.Count(onset.TrialsDuring)} sessions. Attribution may be lost though 5.7.64 cannot show.",
            new Dictionary<string, object?>
            {
                ["connector"] = onset.Group,
                ["family"] = family,
                ["state"] = onset.IsPreExisting ? "pre_existing" : "onset",
                ["last_good"] = lastGood,
                ["first_bad"] = firstBad,
                ["last_bad"] = bounds.GetValueOrDefault("last_bad"),
                ["first_good"] = bounds.GetValueOrDefault("first_good"),
                ["sessions_before"] = onset.TrialsBefore,
                ["failed_before"] = onset.FailedBefore,
                ["sessions_during"] = onset.TrialsDuring,
                ["failed_during"] = onset.FailedDuring,
            });
    }
}
