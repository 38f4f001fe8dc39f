namespace LogAnalytics.Detection;

/// <summary>
/// Settles where a window begins and ends, failure by failure, by the likelihood ratio of "part of the window" against
/// "background". The window near its edge is a Markov chain of two states: after a failure the next trial fails with
/// probability b, after a pass with a. With a = b that is the constant rate that segments have; what comes and goes has b near 1 and
/// a small, so that a lone failure after it is chance while three in a row, further away, are not.
/// </summary>
internal sealed class WindowEdges(TrialTable table)
{
    /// <summary>Failures next to the edge that tell a and b; a rise is still low there (tuned on ramps and on switches at random).</summary>
    private const int Nearby = 50;

    /// <summary>Trials at the common rate that a and b each begin with: clumps must show before they are believed.</summary>
    private const double Prior = 5;

    /// <summary>Runs looked at beyond an edge.</summary>
    private const int MostRuns = 40;

    public Candidate Settle(Candidate candidate)
    {
        var view = table.View(candidate.Slice);
        var window = candidate.Window;
        var (first, last) = (view.IndexOf(window.FirstRunIndex), view.IndexOf(window.LastRunIndex));
        var start = Edge(view, first, last, candidate.Background.Rate, window.Before.HasGoodSegment);
        var end = Edge(view, last, first, candidate.Background.Rate, window.After.HasGoodSegment);
        if (start >= end || (start == first && end == last))
            return candidate;
        return candidate with { Window = window.Between(view, (first, last), (start, end)) };
    }

    /// <summary>The run of failures that the window best begins with, or ends with where <paramref name="far"/> precedes it.</summary>
    /// <param name="hasOutside">Something good lies beyond the edge; without it nothing says that a failure there is chance.</param>
    private static int Edge(RunView view, int edge, int far, double p0, bool hasOutside)
    {
        var inward = edge <= far ? 1 : -1;
        var chain = Chain.Near(view, edge, far, inward);
        var (best, bestRatio) = (edge, 0.0);
        // Inward: what is left out becomes background. At most the failures that told the chain, and never the last run.
        var ratio = 0.0;
        var left = hasOutside ? Math.Min(Nearby, view.FailedIn(edge, far) / 2) : 0;
        for (var run = edge; run != far && (left -= view[run].Count) >= 0; run += 2 * inward)
        {
            ratio -= chain.Ratio(view[run].Count, view[run + inward].Count, p0);
            if (ratio > bestRatio)
                (best, bestRatio) = (run + (2 * inward), ratio);
        }
        ratio = 0;
        for (var run = edge; Math.Abs(run - edge) < MostRuns && IsWithin(view, run, -inward); run -= 2 * inward)
        {
            ratio += chain.Ratio(view[run - (2 * inward)].Count, view[run - inward].Count, p0);
            if (ratio > bestRatio)
                (best, bestRatio) = (run - (2 * inward), ratio);
        }
        return best;
    }

    /// <summary>There is a further run of failures, and the break before it is not too long for one window.</summary>
    private static bool IsWithin(RunView view, int run, int outward)
    {
        var next = run + (2 * outward);
        if (next < 0 || next >= view.Length)
            return false;
        var (sooner, later) = outward < 0 ? (view[next], view[run]) : (view[run], view[next]);
        return view[run + outward].Count <= WindowFinder.ShortestBreak
            && later.FirstTimeMicros - sooner.LastTimeMicros <= WindowFinder.LongestFlapMicros;
    }

    /// <param name="AfterFailure">b.</param>
    /// <param name="AfterPass">a.</param>
    private readonly record struct Chain(double AfterFailure, double AfterPass)
    {
        public static Chain Near(RunView view, int edge, int far, int inward)
        {
            var (failed, passed, runs) = (view[edge].Count, 0L, 1);
            for (var run = edge; run != far && failed < Nearby; run += 2 * inward)
            {
                passed += view[run + inward].Count;
                failed += view[run + (2 * inward)].Count;
                runs++;
            }
            var rate = (failed + 0.5) / (failed + passed + 1);
            // Between n runs of failures lie n − 1 of passes: so many times it went from one to the other.
            return new Chain(
                (failed - runs + (Prior * rate)) / (failed - 1 + Prior),
                (runs - 1 + (Prior * rate)) / (passed + Prior));
        }

        /// <summary>ln of the likelihood of a run of failures and the run of passes that parts it from the window, over that as background.</summary>
        public double Ratio(long failures, long passes, double p0) =>
            ((failures - 1) * Math.Log(AfterFailure)) + Math.Log(1 - AfterFailure)
            + ((passes - 1) * Math.Log(1 - AfterPass)) + Math.Log(AfterPass)
            - (failures * Math.Log(p0)) - (passes * Math.Log(1 - p0));
    }
}
