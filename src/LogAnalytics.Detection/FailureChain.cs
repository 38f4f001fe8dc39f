namespace LogAnalytics.Detection;

/// <summary>
/// A window as a Markov chain of two states: after a failure the next trial fails with probability b, after a pass with a. With a = b that
/// is the constant rate that segments have; what comes and goes has b near 1 and a small, so that a lone failure after it is chance while
/// three in a row, further away, are not.
/// </summary>
/// <param name="AfterFailure">b.</param>
/// <param name="AfterPass">a.</param>
internal readonly record struct FailureChain(double AfterFailure, double AfterPass)
{
    /// <summary>Trials at the common rate that a and b each begin with: clumps must show before they are believed.</summary>
    private const double Prior = 5;

    /// <summary>Told by the failures next to an edge, at least so many of them.</summary>
    public static FailureChain Near(RunView view, int edge, int far, int nearby)
    {
        var inward = edge <= far ? 1 : -1;
        var (failed, passed, runs) = (view[edge].Count, 0L, 1);
        for (var run = edge; run != far && failed < nearby; run += 2 * inward)
        {
            passed += view[run + inward].Count;
            failed += view[run + (2 * inward)].Count;
            runs++;
        }
        var rate = (failed + 0.5) / (failed + passed + 1);
        // Between n runs of failures lie n − 1 of passes: so many times it went from one to the other.
        return new FailureChain(
            (failed - runs + (Prior * rate)) / (failed - 1 + Prior),
            (runs - 1 + (Prior * rate)) / (passed + Prior));
    }

    /// <summary>ln of the likelihood of a run of failures and the run of passes that parts it from the window, over that as background.</summary>
    public double Ratio(long failures, long passes, double p0) =>
        Ratio(failures, p0) + ((passes - 1) * Math.Log(1 - AfterPass)) + Math.Log(AfterPass) - (passes * Math.Log(1 - p0));

    /// <summary>The same of a run of failures alone.</summary>
    public double Ratio(long failures, double p0) =>
        ((failures - 1) * Math.Log(AfterFailure)) + Math.Log(1 - AfterFailure) - (failures * Math.Log(p0));
}
