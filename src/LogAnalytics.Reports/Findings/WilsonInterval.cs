namespace LogAnalytics.Reports.Findings;

/// <summary>Interval of a rate k/n (Wilson 1927): holds at small n and at 0 % and 100 %, where k/n ± σ does not.</summary>
public static class WilsonInterval
{
    /// <summary>95 %, two-sided.</summary>
    private const double Z = 1.959963984540054;

    /// <summary>Example: 0 of 20 gives [0, 0.161].</summary>
    public static (double Low, double High) Of(long failed, long trials)
    {
        if (trials <= 0)
            return (0, 1);
        double n = trials;
        double p = failed / n;
        double centre = p + (Z * Z / (2 * n));
        double spread = Z * Math.Sqrt((p * (1 - p) / n) + (Z * Z / (4 * n * n)));
        double scale = 1 + (Z * Z / n);
        return (Math.Max(0, (centre - spread) / scale), Math.Min(1, (centre + spread) / scale));
    }
}
