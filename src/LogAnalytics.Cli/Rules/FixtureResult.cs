using System.Globalization;
using LogAnalytics.Queries.Rules;

namespace LogAnalytics.Cli.Rules;

/// <summary>What a rule made of one fixture.</summary>
/// <param name="Fixture">Kind and name: <c>positive/two-servers</c>.</param>
public sealed record FixtureResult(string Fixture, bool MustHit, RuleRun Run)
{
    public bool Passed => MustHit == Run.Count > 0;

    public string Text => string.Create(CultureInfo.InvariantCulture, $"{(Passed ? "ok    " : "FAILED")} {Run.Rule.Id} {Fixture}: {Run.Count} {(Run.Count == 1 ? "hit" : "hits")}{Complaint}");

    private string Complaint => (Passed, MustHit) switch
    {
        (true, _) => "",
        (_, true) => ", at least one is expected",
        _ => $", none is expected: {Run.Hits[0].Text}",
    };
}
