namespace LogAnalytics.Detection;

/// <summary>Comparison of a stretch of trials with a rate that was seen elsewhere.</summary>
internal static class Level
{
    /// <summary>One in a hundred: below this, "the same level" is not believed.</summary>
    private static readonly double LogImplausible = Math.Log(0.01);

    private const double Negligible = 1e-12;

    /// <summary>
    /// True where k or fewer failures in n trials would be a surprise at the rate of the window (kw failures in mw trials,
    /// shrunk by half a trial of each outcome): Pr[Bin(n, (kw+½)/(mw+1)) ≤ k] ≤ 0.01.
    /// </summary>
    public static bool Excludes(long windowFailed, long windowTrials, long failed, long trials) =>
        trials > 0
        && BinomialTail.LogLower(failed, trials, (windowFailed + 0.5) / (windowTrials + 1)) <= LogImplausible;

    /// <summary>(1−s)^n ≤ 0.01: at its share s of the trials, the value would have been seen among n others.</summary>
    public static bool IsAbsenceTelling(long ofValue, long all, long others) =>
        others > 0 && others * Math.Log(1 - ofValue / (all + 1.0)) <= LogImplausible;

    /// <summary>True where k failures in n trials are no surprise at the background rate.</summary>
    public static bool IsBackground(long failed, long trials, double rate) =>
        BinomialTail.LogUpper(failed, trials, Math.Min(rate, 0.5)) > LogImplausible;

    /// <summary>
    /// True where it would be a surprise that so few of all k failures (in n trials) fell on the n−nv trials of the others:
    /// Fisher's exact test, Pr[others ≤ ko] ≤ 0.01 with ko + kv = k.
    /// </summary>
    public static bool IsConfined(long ownFailed, long ownTrials, long otherFailed, long otherTrials)
    {
        var (failed, trials) = ((double)ownFailed + otherFailed, (double)ownTrials + otherTrials);
        var all = BinomialTail.LogChoose(trials, failed);
        var probability = 0.0;
        for (var others = otherFailed; others >= 0 && failed - others <= ownTrials; others--)
        {
            var term = Math.Exp(BinomialTail.LogChoose(otherTrials, others)
                + BinomialTail.LogChoose(ownTrials, failed - others) - all);
            probability += term;
            if (term < Negligible * probability)
                break; // below its mode the distribution only falls
        }
        return probability > 0 ? Math.Log(probability) <= LogImplausible : otherTrials > 0;
    }
}
