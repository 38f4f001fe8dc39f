using LogAnalytics.Queries;
using LogAnalytics.Queries.Rules;
using LogAnalytics.Reports.Findings;

namespace LogAnalytics.Cli.Analysis;

/// <summary>Runs the rules over a lake and says what they hit. They look at all that the lake holds, whatever span is analysed.</summary>
public static class RuleObservations
{
    // A report is read by people; the checks have the number of all hits.
    private const int MostHits = 20;

    /// <param name="database">A locked one: a rule is SQL of somebody's own.</param>
    /// <param name="sessions">All that the lake holds.</param>
    public static FindingsDocument Add(FindingsDocument findings, LakeDatabase database, IReadOnlyList<Rule> rules, long sessions, CancellationToken cancellation)
    {
        RuleRun[] runs = [.. rules.Select(rule => RuleRun.Over(database, rule, MostHits, cancellation))];
        return findings with
        {
            Observations = [.. findings.Observations, .. runs.SelectMany(run => run.Hits.Select(hit => Observe(run, hit)))],
            Checks = [.. findings.Checks, .. runs.Select(run => CheckResult.Of(run.Rule.Id, sessions, "sessions", run.Count, findings.Coverage))],
        };
    }

    private static Observation Observe(RuleRun run, RuleHit hit) => new(
        run.Rule.Id, hit.Text, new Dictionary<string, object?>(hit.Evidence) { ["rule"] = run.Rule.Title, ["level"] = run.Rule.Level, ["hits"] = run.Count });
}
