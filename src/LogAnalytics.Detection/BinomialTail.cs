namespace LogAnalytics.Detection;

/// <summary>
/// Logarithms of binomial tails, exact also where the probability underflows. Counts may be fractional
/// (a clump of φ failures counts once), so the tail is the regularised incomplete beta function:
/// Pr[Bin(n, p) ≥ k] = I_p(k, n−k+1) (Abramowitz and Stegun 26.5.24).
/// </summary>
internal static class BinomialTail
{
    /// <summary>The continued fraction needs about √max(a, b) steps near the mean: enough for 10¹⁰ trials.</summary>
    private const int MaxSteps = 200_000;
    private const double Precision = 1e-14;
    private const double Tiny = 1e-300;

    /// <summary>ln Pr[Bin(n, p) ≥ k].</summary>
    public static double LogUpper(double k, double n, double p)
    {
        if (k <= 0)
            return 0;
        return k > n ? double.NegativeInfinity : LogIncompleteBeta(p, k, n - k + 1);
    }

    /// <summary>ln Pr[Bin(n, p) ≤ k].</summary>
    public static double LogLower(double k, double n, double p)
    {
        if (k >= n)
            return 0;
        return k < 0 ? double.NegativeInfinity : LogIncompleteBeta(1 - p, n - k, k + 1);
    }

    /// <summary>
    /// ln Γ(x) for x &gt; 0: the Stirling series above 12, reached by Γ(x) = Γ(x+1)/x; error below 1e-13 of the value.
    /// </summary>
    public static double LogGamma(double x)
    {
        var shift = 0.0;
        for (; x < 12; x++)
            shift -= Math.Log(x);
        var y = 1 / (x * x);
        var series = (1.0 / 12 - y * (1.0 / 360 - y * (1.0 / 1260 - y * (1.0 / 1680 - y / 1188)))) / x;
        return shift + (x - 0.5) * Math.Log(x) - x + 0.5 * Math.Log(2 * Math.PI) + series;
    }

    /// <summary>ln C(n, k).</summary>
    public static double LogChoose(double n, double k) =>
        LogGamma(n + 1) - LogGamma(k + 1) - LogGamma(n - k + 1);

    private static double LogIncompleteBeta(double x, double a, double b)
    {
        if (x <= 0)
            return double.NegativeInfinity;
        if (x >= 1)
            return 0;
        var front = LogGamma(a + b) - LogGamma(a) - LogGamma(b) + a * Math.Log(x) + b * Math.Log(1 - x);
        // The fraction converges fast on the near side of the mean; the other side is one minus it.
        if (x < (a + 1) / (a + b + 2))
            return Math.Min(0, front + Math.Log(Fraction(x, a, b) / a));
        var complement = Math.Exp(front) * Fraction(1 - x, b, a) / b;
        return complement >= 1 ? double.NegativeInfinity : Math.Log(1 - complement);
    }

    /// <summary>The continued fraction of I_x(a, b) (Abramowitz and Stegun 26.5.8) by Lentz's method.</summary>
    private static double Fraction(double x, double a, double b)
    {
        var c = 1.0;
        var d = 1 / NotZero(1 - (a + b) * x / (a + 1));
        var value = d;
        for (var m = 1; m <= MaxSteps; m++)
        {
            var even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / NotZero(1 + even * d);
            c = NotZero(1 + even / c);
            value *= d * c;
            var odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / NotZero(1 + odd * d);
            c = NotZero(1 + odd / c);
            value *= d * c;
            if (Math.Abs(d * c - 1) < Precision)
                break;
        }
        return value;
    }

    private static double NotZero(double value) => Math.Abs(value) < Tiny ? Tiny : value;
}
