namespace LogAnalytics.Diagnosis;

/// <summary>Bernoulli likelihoods, for "does this split explain the failures?".</summary>
internal static class Likelihood
{
    /// <summary>A candidate explains the failures from this share of the reference gain on (step 9 of the onset method).</summary>
    public const double ExplainingShare = 0.85;

    /// <summary>
    /// G = l(in) + l(out) - l(all) with l(k,n) = k ln(k/n) + (n-k) ln((n-k)/n).
    /// Worked: 10 of 10 fail inside, 0 of 10 outside: G = 0 + 0 - 20 ln(1/2) = 13.9.
    /// </summary>
    public static double Gain(long failedIn, long trialsIn, long failedOut, long trialsOut)
        => Log(failedIn, trialsIn) + Log(failedOut, trialsOut) - Log(failedIn + failedOut, trialsIn + trialsOut);

    /// <summary>
    /// Could this many passes in a row be luck while trials pass at the given rate (Laplace-smoothed)?
    /// Mail to recipients inside the service passes even while attribution is lost, so a few prove nothing.
    /// </summary>
    public static bool CouldBeLuck(long passes, long passedAtRate, long failedAtRate, double level = 0.01)
        => passes * Math.Log((passedAtRate + 1.0) / (passedAtRate + failedAtRate + 2.0)) >= Math.Log(level);

    private static double Log(long failed, long trials)
        => Term(failed, trials) + Term(trials - failed, trials);

    private static double Term(long part, long whole)
        => part <= 0 ? 0 : part * Math.Log((double)part / whole);
}
