namespace LogAnalytics.Detection;

/// <summary>
/// A failure rate that grows evenly in time from nothing to a top, as while a change spreads over the front ends of the service. When it
/// begins, how long it grows and how high is unknown: all are weighed by how likely they make the runs next to an edge (Bayes; flat priors in
/// the beginning and the top, one in the logarithm of the growth).
/// </summary>
/// <param name="LogLikelihood">Of the runs as a rise, over their likelihood as background.</param>
/// <param name="First">Place of the run that most likely has the first failure of the rise's own.</param>
/// <param name="EarliestMicros">It begins no sooner, at 99 %.</param>
/// <param name="LatestMicros">It begins no later, at 99 %.</param>
internal readonly record struct Rise(double LogLikelihood, int First, double EarliestMicros, double LatestMicros)
{
    /// <summary>Nats that a level before the window must gain; cheaper, and the foot of a rise is taken for one (tuned on ramps and overlaps).</summary>
    private const double LevelPrice = 12;

    /// <summary>
    /// Of a window that begins at once, with any of the runs of failures, each as likely as the time before it is long; to be compared with
    /// <see cref="LogLikelihood"/>. Another incident, at a level of its own, may run right before it.
    /// </summary>
    public static double LogLikelihoodAtOnce(EdgeRuns runs, FailureChain chain, double p0)
    {
        var innermost = runs.Count - 1;
        var (ratio, sum) = (chain.Ratio(runs[innermost].Count, p0), double.NegativeInfinity);
        for (var place = innermost; place > 0; place--)
        {
            if (!runs[place].Failed)
                continue;
            if (place < innermost)
                ratio += chain.Ratio(runs[place].Count, runs[place + 1].Count, p0);
            var micros = runs[place].OuterMicros - runs[Math.Max(0, place - 2)].InnerMicros + 1;
            sum = LogSum.Of(sum, ratio + Math.Log(micros) + Math.Max(0, LevelBefore(runs, place, p0) - LevelPrice));
        }
        return sum - Math.Log(runs.SpanMicros + 1);
    }

    /// <summary>ln of the likelihood of the runs right before a place as a level of their own, as many of them as is best, over that as background.</summary>
    private static double LevelBefore(EdgeRuns runs, int place, double p0)
    {
        var (failed, trials, best) = (0L, 0L, 0.0);
        while (--place >= 0)
        {
            trials += runs[place].Count;
            failed += runs[place].Failed ? runs[place].Count : 0;
            if (failed > p0 * trials)
                best = Math.Max(best, BernoulliLikelihood.RatioAgainst(failed, trials, p0));
        }
        return best;
    }
}
