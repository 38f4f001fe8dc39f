namespace LogAnalytics.Detection;

/// <summary>
/// Settles where a window begins and ends, failure by failure, by the likelihood ratio of "part of the window" against
/// "background": first as if it began and ended at once, then as a <see cref="Rise"/> (or its end as a fall) where that is far likelier.
/// </summary>
internal sealed class WindowEdges(TrialTable table)
{
    /// <summary>Failures next to the edge that tell a and b; a rise is still low there (tuned on ramps and on switches at random).</summary>
    private const int Nearby = 50;

    /// <summary>Nats by which a rise must be likelier than a window that begins at once to move its edge (tuned on ramps, full and random failures).</summary>
    private const double Margin = 5;

    /// <summary>Runs looked at beyond an edge.</summary>
    private const int MostRuns = 40;

    public Candidate Settle(Candidate candidate)
    {
        var view = table.View(candidate.Slice);
        var window = candidate.Window;
        var (p0, first, last) = (candidate.Background.Rate, view.IndexOf(window.FirstRunIndex), view.IndexOf(window.LastRunIndex));
        var start = Edge(view, first, last, p0, window.Before.HasGoodSegment);
        var end = Edge(view, last, first, p0, window.After.HasGoodSegment);
        if (start >= end)
            return candidate;
        candidate = candidate with { Window = window = window.Between(view, (first, last), (start, end)) };
        var (risen, fallen) = (start, end);
        if (window.Before.HasGoodSegment && Rising(view, start, end, window.Before.Trials, p0) is var (runs, rise, advantage))
        {
            candidate = candidate with { Rising = (runs.TimeOf(rise.EarliestMicros), runs.TimeOf(rise.LatestMicros)) };
            risen = advantage > Margin ? runs.InView(rise.First) : start;
        }
        if (window.After.HasGoodSegment && Rising(view, end, start, window.After.Trials, p0) is var (ends, fall, clarity) && clarity > Margin)
            fallen = ends.InView(fall.First);
        return risen < fallen ? candidate with { Window = window.Between(view, (start, end), (risen, fallen)) } : candidate;
    }

    /// <summary>The rise at an edge, or seen from the end the fall, where it is likelier than a window that begins at once, and by how many nats.</summary>
    private static (EdgeRuns Runs, Rise Rise, double Advantage)? Rising(RunView view, int edge, int far, long outside, double p0)
    {
        var runs = new EdgeRuns(view, edge, far, outside);
        if (new RiseWeights(runs, p0).Sum() is not { } rise)
            return null;
        var advantage = rise.LogLikelihood - Rise.LogLikelihoodAtOnce(runs, FailureChain.Near(view, edge, far, EdgeRuns.EnoughFailed), p0);
        return advantage > 0 ? (runs, rise, advantage) : null;
    }

    /// <summary>The run of failures that the window best begins with, or ends with where <paramref name="far"/> precedes it.</summary>
    /// <param name="hasOutside">Something good lies beyond the edge; without it nothing says that a failure there is chance.</param>
    private static int Edge(RunView view, int edge, int far, double p0, bool hasOutside)
    {
        var inward = edge <= far ? 1 : -1;
        var chain = FailureChain.Near(view, edge, far, Nearby);
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
}
