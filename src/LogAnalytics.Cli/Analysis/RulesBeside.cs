using LogAnalytics.Queries;
using LogAnalytics.Queries.Rules;

namespace LogAnalytics.Cli.Analysis;

/// <summary>
/// Runs the rules beside the analysis, which does not keep all cores busy: in a locked database of their own, for a rule is SQL of
/// somebody's own. They look at all that the lake holds, whatever span is analysed.
/// </summary>
public sealed class RulesBeside : IDisposable
{
    // A report is read by people; the checks have the number of all hits.
    private const int MostHits = 20;

    private readonly CancellationTokenSource _stop;
    private readonly Task<IReadOnlyList<RuleRun>> _runs;

    /// <param name="open">Opens the database; from another thread.</param>
    /// <param name="given">As was told to the analysis.</param>
    public RulesBeside(Func<LakeDatabase> open, IEnumerable<Given> given, IReadOnlyList<Rule> rules, CancellationToken cancellation)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        CancellationToken stop = _stop.Token;
        _runs = Task.Run<IReadOnlyList<RuleRun>>(
            () =>
            {
                using LakeDatabase database = open();
                using CancellationTokenRegistration interruption = stop.Register(database.Interrupt);
                GivenRelevance.Prepare(database, given);
                return [.. rules.Select(rule => RuleRun.Over(database, rule, MostHits, stop))];
            },
            CancellationToken.None);
    }

    /// <summary>Waits for them.</summary>
    /// <exception cref="QueryException">A rule does more than read, is refused by the engine, or has no column <c>text</c>.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public IReadOnlyList<RuleRun> Runs => _runs.GetAwaiter().GetResult();

    /// <summary>Stops what still runs: nobody asks any more.</summary>
    public void Dispose()
    {
        _stop.Cancel();
        Task.WaitAny(_runs);
        _stop.Dispose();
    }
}
