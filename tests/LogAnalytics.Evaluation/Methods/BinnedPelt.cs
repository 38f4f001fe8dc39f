using LogAnalytics.Evaluation.Mail;

namespace LogAnalytics.Evaluation.Methods;

/// <summary>
/// Optimal partitioning (what PELT finds; Killick, Fearnhead and Eckley 2012) of one-hour bins of prepared trials, Bernoulli
/// cost, penalty 3 ln(bins). The lowest levels that hold 10 % of the trials are the background; a segment at a rate of
/// max(0.05, 4 p0) or more is bad, neighbours merge, and a window runs from its first to its last failure.
/// </summary>
internal sealed class BinnedPelt : IMethod
{
    private const int LeastFailures = 3;

    public string Name => "PELT on 1 h bins";

    public IReadOnlyList<Detected> Find(PreparedSeries series)
    {
        var bins = series.Trials.GroupBy(trial => trial.TimeMs / HourlyThreshold.HourMs).Select(bin => bin.ToList()).ToList();
        var failed = new long[bins.Count + 1];
        var trials = new long[bins.Count + 1];
        for (var i = 0; i < bins.Count; i++)
            (failed[i + 1], trials[i + 1]) = (failed[i] + bins[i].Count(PreparedSeries.Failed), trials[i] + bins[i].Count);

        var segments = new List<(int From, int To)>();
        var starts = Partition(failed, trials);
        for (var to = bins.Count; to > 0; to = starts[to])
            segments.Insert(0, (starts[to], to));

        double Rate((int From, int To) s) => (double)(failed[s.To] - failed[s.From]) / (trials[s.To] - trials[s.From]);
        var (goodFailed, goodTrials) = (0L, 0L);
        foreach (var segment in segments.OrderBy(Rate).TakeWhile(_ => goodTrials < 0.1 * trials[^1]))
            (goodFailed, goodTrials) = (goodFailed + failed[segment.To] - failed[segment.From], goodTrials + trials[segment.To] - trials[segment.From]);
        var badRate = Math.Max(0.05, 4.0 * goodFailed / Math.Max(1, goodTrials));

        var windows = new List<Detected>();
        for (var i = 0; i < segments.Count; i++)
        {
            var from = i;
            while (i < segments.Count && Rate(segments[i]) >= badRate)
                i++;
            if (i == from)
                continue;
            var failures = bins[segments[from].From..segments[i - 1].To].SelectMany(bin => bin).Where(PreparedSeries.Failed).ToList();
            if (failures.Count >= LeastFailures)
                windows.Add(new Detected { FirstBadMs = failures[0].TimeMs, LastBadMs = failures[^1].TimeMs });
        }
        return windows;
    }

    private static int[] Partition(long[] failed, long[] trials)
    {
        var penalty = 3 * Math.Log(Math.Max(2, failed.Length));
        var cost = new double[failed.Length];
        var start = new int[failed.Length];
        for (var t = 1; t < cost.Length; t++)
        {
            cost[t] = double.PositiveInfinity;
            for (var s = 0; s < t; s++)
            {
                var candidate = cost[s] + penalty + Cost(failed[t] - failed[s], trials[t] - trials[s]);
                if (candidate < cost[t])
                    (cost[t], start[t]) = (candidate, s);
            }
        }
        return start;
    }

    private static double Cost(long k, long n) =>
        -(k == 0 ? 0 : k * Math.Log((double)k / n)) - (k == n ? 0 : (n - k) * Math.Log((double)(n - k) / n));
}
