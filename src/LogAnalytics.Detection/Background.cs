namespace LogAnalytics.Detection;

/// <summary>What is normal in a slice.</summary>
/// <param name="Rate">p0, the failure rate when nothing is wrong; above 0.</param>
/// <param name="ClumpSize">
/// φ, failures that come as one event, in [1, 2.5]: Σx²/Σx over runs of x failures, the clump that a failure finds itself in
/// (the factor by which clumps widen a Poisson count; the plain mean let 1 in 100 series of ones and twos alarm).
/// </param>
internal readonly record struct Background(double Rate, double ClumpSize)
{
    /// <summary>A segment is bad from this rate on, however quiet the background is.</summary>
    public const double LeastBadRate = 0.05;

    /// <summary>… and at this multiple of the background.</summary>
    public const double BadMultiple = 4;

    /// <summary>a and π: 200 imagined trials at 0.001 keep p0 above 0 (tuned on simulated series, see the method).</summary>
    public const double PriorTrials = 200;
    public const double PriorRate = 0.001;

    /// <summary>A level above this is never normal; else a series that fails from its start on would be its own norm.</summary>
    public const double HighestRate = 0.1;

    private const double LeastTrials = 30;
    private const double LeastShare = 0.1;
    private const double LargestClump = 2.5;

    /// <summary>Lone failures added to the estimate of φ, so that one burst does not set it.</summary>
    private const double ClumpPrior = 5;

    /// <summary>
    /// From so many bursts of 3 or 4 failures on, bursts are this series' background (measured: else half of all series
    /// with bursts of one to three have a false alarm). Fewer stay what they seem: short incidents.
    /// </summary>
    private const int ManyBursts = 3;

    public double BadRate => Math.Max(LeastBadRate, BadMultiple * Rate);

    /// <summary>p0 = (k_good + aπ)/(n_good + a).</summary>
    public static Background Of(IReadOnlyList<Segment> segments) => Of(segments, PriorRate);

    /// <summary>The background of a slice: never quieter than that of the whole, to which it is shrunk.</summary>
    public Background OfSlice(IReadOnlyList<Segment> segments)
    {
        var slice = Of(segments, Rate);
        return new Background(Math.Max(Rate, slice.Rate), Math.Max(ClumpSize, slice.ClumpSize));
    }

    private static Background Of(IReadOnlyList<Segment> segments, double prior)
    {
        var total = segments.Sum(segment => (double)segment.Trials);
        var enough = Math.Max(LeastTrials, LeastShare * total);
        var (trials, failed) = (0.0, 0.0);
        foreach (var segment in segments.OrderBy(segment => segment.Rate))
        {
            if (segment.Rate > HighestRate || trials >= enough)
                break;
            trials += segment.Trials;
            failed += segment.Failed;
        }
        // The quietest tenth finds the level; all segments that are not bad by it then measure it, and with them the
        // failures that the segmentation singled out though they are too few to be an incident, or come again and again.
        var first = new Background(Shrunk(failed, trials, prior), 1);
        var bursts = segments.Count(segment => segment.Failed >= SignificanceTest.LeastFailures && IsSmall(segment));
        var good = segments.Where(segment => (segment.Rate < first.BadRate && segment.Rate <= HighestRate)
            || segment.Failed < SignificanceTest.LeastFailures
            || (bursts >= ManyBursts && IsSmall(segment))).ToList();
        failed = good.Sum(segment => (double)segment.Failed);
        var squares = good.Sum(segment => segment.FailedSquares);
        return new Background(
            Shrunk(failed, good.Sum(segment => (double)segment.Trials), prior),
            Math.Clamp((squares + ClumpPrior) / (failed + ClumpPrior), 1, LargestClump));
    }

    private static bool IsSmall(Segment segment) => segment.Failed <= SignificanceTest.FewFailures;

    private static double Shrunk(double failed, double trials, double prior) =>
        (failed + PriorTrials * prior) / (trials + PriorTrials);
}
