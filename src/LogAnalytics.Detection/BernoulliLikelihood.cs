namespace LogAnalytics.Detection;

/// <summary>
/// The Bernoulli log-likelihood at its maximum: ℓ(k, n) = k ln(k/n) + (n−k) ln((n−k)/n), with 0 ln 0 = 0.
/// Written as g(k) + g(n−k) − g(n), g(x) = x ln x, so that small counts come from a table.
/// </summary>
internal static class BernoulliLikelihood
{
    /// <summary>512 kB, stays in the L2 cache; most segments of a run-encoded series have counts below this.</summary>
    private const int TableSize = 1 << 16;

    private static readonly double[] Table = BuildTable();

    /// <summary>ℓ(k, n); never positive. Example: ℓ(1, 2) = −2 ln 2.</summary>
    public static double Maximum(long failed, long trials) =>
        XLogX(failed) + XLogX(trials - failed) - XLogX(trials);

    /// <summary>
    /// ln of the likelihood ratio of k failures in m trials at their own rate r = k/m against the background p0:
    /// k ln(r/p0) + (m−k) ln((1−r)/(1−p0)) (Kulldorff 1997, eq. 1).
    /// </summary>
    public static double RatioAgainst(long failed, long trials, double background) =>
        Maximum(failed, trials) - failed * Math.Log(background) - (trials - failed) * Math.Log(1 - background);

    private static double XLogX(long x) =>
        x < TableSize ? Table[x] : x * Math.Log(x);

    private static double[] BuildTable()
    {
        var table = new double[TableSize];
        for (var x = 2; x < table.Length; x++)
            table[x] = x * Math.Log(x);
        return table;
    }
}
