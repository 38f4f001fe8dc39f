namespace LogAnalytics.Detection;

/// <summary>
/// Optimal partitioning of a run-encoded Bernoulli series: minimises Σ (−ℓ(segment) + β) over all partitions,
/// F(t) = min_s F(s) − ℓ(s, t) + β. Exact for any length: besides the inequality pruning of PELT (Killick, Fearnhead and
/// Eckley 2012), which hardly prunes while nothing changes, candidates are pruned functionally (FPOP; Maidstone, Hocking,
/// Rigaill and Fearnhead 2017). That keeps the work near linear, so long series need no merging to blocks.
/// </summary>
internal static class Segmentation
{
    /// <summary>β = ln K + ½ ln(1/(2α)): K failures can each start a segment, at a false-alarm rate of α.</summary>
    public static double Penalty(long failed, double falseAlarmRate) =>
        Math.Log(Math.Max(1, failed)) + 0.5 * Math.Log(1 / (2 * falseAlarmRate));

    /// <summary>Indexes of the first run of each segment, ascending; the first is 0. Empty for an empty view.</summary>
    public static int[] Solve(RunView view, double penalty)
    {
        var length = view.Length;
        if (length == 0)
            return [];
        var previous = new int[length + 1];
        var candidates = new CandidateSet();
        candidates.Add(0, 0, 0, 0);
        for (var t = 1; t <= length; t++)
        {
            var failed = view.FailedBefore[t];
            var trials = view.TrialsBefore[t];
            var (best, cost) = candidates.Best(failed, trials);
            previous[t] = best;
            if (t < length)
                candidates.Advance(t, failed, trials, cost + penalty);
        }

        var starts = new List<int>();
        for (var t = length; t > 0; t = previous[t])
            starts.Add(previous[t]);
        starts.Reverse();
        return [.. starts];
    }
}
