namespace LogAnalytics.Detection;

/// <summary>Is a window beyond chance, over all windows and slices that could have been found?</summary>
internal static class SignificanceTest
{
    public const int LeastFailures = 3;

    /// <summary>With this few failures nearly all trials must fail.</summary>
    public const int FewFailures = 4;
    private const double FewFailuresRate = 0.8;

    /// <summary>
    /// Union bound of a scan statistic (Kulldorff 1997): K² windows from failure to failure in each of S slices, and the
    /// chance of k or more failures in m trials given that the first one failed:
    /// 2 ln K + ln S + ln Pr[Bin(m/φ − 1, p0) ≥ k/φ − 1]. A single failure is free, so it can never alarm.
    /// Example: K = 3, S = 20, p0 = 2e-5, three of three: 2.2 + 3.0 − 21.6 = −16.4.
    /// </summary>
    public static double LogBound(Window window, long failedInSlice, int slices, Background background) =>
        Math.Min(0, 2 * Math.Log(failedInSlice) + Math.Log(slices) + BinomialTail.LogUpper(
            window.Failed / background.ClumpSize - 1,
            window.Trials / background.ClumpSize - 1,
            background.Rate));

    public static bool IsBeyondChance(Window window, double logBound, double falseAlarmRate) =>
        window.Failed >= LeastFailures
        && (window.Failed > FewFailures || window.Rate >= FewFailuresRate)
        && logBound <= Math.Log(falseAlarmRate);
}
