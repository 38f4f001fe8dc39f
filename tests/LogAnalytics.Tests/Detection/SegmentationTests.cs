using CsCheck;
using LogAnalytics.Detection;
using Xunit.Abstractions;

namespace LogAnalytics.Tests.Detection;

public class SegmentationTests(ITestOutputHelper output)
{
    /// <summary>Run lengths with a rate that changes: long passes, short passes, long failures.</summary>
    private static readonly Gen<long[]> GenCounts =
        Gen.Select(Gen.Int[1, 4], Gen.Int[1, 30]).Array[1, 6].SelectMany(phases =>
        {
            var runs = phases.SelectMany(phase => Enumerable.Repeat(phase.Item1, phase.Item2)).ToArray();
            return Gen.Long[1, 1000].Array[runs.Length].Select(raw =>
                raw.Select((value, i) => runs[i] switch
                {
                    1 => i % 2 == 0 ? value : 1,
                    2 => 1 + value % 5,
                    3 => i % 2 == 0 ? 1 + value % 2 : value,
                    _ => value * 1_000_000,
                }).ToArray());
        });

    [Fact]
    public void Solve_any_series_costs_the_same_as_the_literal_recursion() =>
        GenCounts.Select(Gen.Bool).Sample((counts, first) =>
        {
            var view = View(counts, first);
            var penalty = Segmentation.Penalty(view.Failed, 0.001);
            var fast = Cost(view, Segmentation.Solve(view, penalty), penalty);
            Assert.Equal(Literal(counts, first, penalty), fast, 1e-6 * (1 + Math.Abs(fast)));
        }, iter: 2000);

    [Fact]
    public void Solve_step_starts_a_segment_at_the_first_failure()
    {
        var view = View([500, 1, 700, 90, 1, 40, 800], firstFailed: false);
        Assert.Equal([0, 3, 6], Segmentation.Solve(view, Segmentation.Penalty(view.Failed, 0.001)));
    }

    [Fact]
    public void Solve_empty_view_has_no_segment() =>
        Assert.Empty(Segmentation.Solve(new RunView(), 1));

    [Theory]
    [InlineData(0.5)]
    [InlineData(0.001)]
    public void Advance_long_series_keeps_few_starts(double rate)
    {
        // What makes the work near linear: with the pruning of PELT alone all starts since the last change stay.
        var random = new Random(5);
        var view = new RunView();
        for (var i = 0; i < 100_000; i++)
            view.Add(Row(i, random.NextDouble() < (i > 60_000 ? rate * 1.5 : rate), 1));
        var penalty = Segmentation.Penalty(view.Failed, 0.001);
        var starts = new CandidateSet();
        starts.Add(0, 0, 0, 0);
        var most = 0;
        for (var t = 1; t < view.Length; t++)
        {
            var cost = starts.Best(view.FailedBefore[t], view.TrialsBefore[t]).Cost;
            starts.Advance(t, view.FailedBefore[t], view.TrialsBefore[t], cost + penalty);
            most = Math.Max(most, starts.Count);
        }
        output.WriteLine($"{view.Length} runs, at most {most} starts");
        Assert.InRange(most, 1, 100);
        Assert.InRange(Segmentation.Solve(view, penalty).Length, 1, 3);
    }

    internal static RunView View(long[] counts, bool firstFailed)
    {
        var view = new RunView();
        for (var i = 0; i < counts.Length; i++)
            view.Add(Row(i, firstFailed ^ (i % 2 == 1), counts[i]));
        return view;
    }

    private static TrialRun Row(int index, bool failed, long count) =>
        new(index, failed, 0, count, index, index, index, index);

    private static double Cost(RunView view, int[] starts, double penalty)
    {
        var cost = 0.0;
        for (var i = 0; i < starts.Length; i++)
        {
            var end = i + 1 < starts.Length ? starts[i + 1] : view.Length;
            cost += penalty - Literal(view.FailedBefore[end] - view.FailedBefore[starts[i]],
                view.TrialsBefore[end] - view.TrialsBefore[starts[i]]);
        }
        return cost - penalty;
    }

    /// <summary>Bellman's recursion over all pairs, no pruning.</summary>
    private static double Literal(long[] counts, bool firstFailed, double penalty)
    {
        var f = new double[counts.Length + 1];
        f[0] = -penalty;
        for (var t = 1; t <= counts.Length; t++)
        {
            f[t] = double.PositiveInfinity;
            var (k, n) = (0L, 0L);
            for (var s = t - 1; s >= 0; s--)
            {
                n += counts[s];
                k += firstFailed ^ (s % 2 == 1) ? counts[s] : 0;
                f[t] = Math.Min(f[t], f[s] - Literal(k, n) + penalty);
            }
        }
        return f[^1];
    }

    private static double Literal(long k, long n) =>
        (k == 0 ? 0 : k * Math.Log((double)k / n)) + (k == n ? 0 : (n - k) * Math.Log((double)(n - k) / n));
}
