using LogAnalytics.Queries.Rules;
using LogAnalytics.Reports.Findings;

namespace LogAnalytics.Cli.Analysis;

/// <summary>Says what the rules hit.</summary>
public static class RuleObservations
{
    /// <param name="sessions">All that the lake holds.</param>
    public static FindingsDocument Add(FindingsDocument findings, IReadOnlyList<RuleRun> runs, long sessions) => findings with
    {
        Observations = [.. findings.Observations, .. runs.SelectMany(run => run.Hits.Select(hit => Observe(run, hit)))],
        Checks = [.. findings.Checks, .. runs.Select(run => CheckResult.Of(run.Rule.Id, sessions, "sessions", run.Count, findings.Coverage))],
    };

    private static Observation Observe(RuleRun run, RuleHit hit) => new(
        run.Rule.Id, hit.Text, new Dictionary<string, object?>(hit.Evidence) { ["rule"] = run.Rule.Title, ["level"] = run.Rule.Level, ["hits"] = run.Count });
}
