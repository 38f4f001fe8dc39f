namespace LogAnalytics.Detection;

/// <summary>Sums of likelihoods that are given as logarithms.</summary>
internal static class LogSum
{
    /// <summary>ln(eᵃ + eᵇ), without overflow.</summary>
    public static double Of(double a, double b)
    {
        var (less, more) = a < b ? (a, b) : (b, a);
        return double.IsNegativeInfinity(less) ? more : more + Math.Log(1 + Math.Exp(less - more));
    }
}
