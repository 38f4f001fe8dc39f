namespace LogAnalytics.Detection;

/// <summary>A window of one slice, judged.</summary>
/// <param name="Score">Log-likelihood ratio less the price of the choice; what windows of several slices compete by.</param>
/// <param name="LogBound">See <see cref="SignificanceTest.LogBound"/>.</param>
internal sealed record Candidate(
    Slice Slice, Window Window, double Score, double LogBound, bool IsBeyondChance, Background Background)
{
    /// <summary>From this rate on a window explains its failures purely.</summary>
    public const double PureRate = 0.9;

    /// <summary>One lucky success is no recovery.</summary>
    public const long LeastRecoveryPasses = 2;

    /// <summary>Where it may be a <see cref="Rise"/>: between which instants that begins.</summary>
    public (long EarliestMicros, long LatestMicros)? Rising { get; init; }

    public bool IsPure => Window.Rate >= PureRate;

    /// <summary>Trials that are not of the window pass as they do in good times: several do, too few fail to be bad, and that is a surprise at its rate.</summary>
    public bool IsOverIn(long failed, long trials) =>
        trials - failed >= LeastRecoveryPasses && failed < Background.BadRate * trials && Window.Excludes(failed, trials);

    /// <summary>
    /// Highest score first; the same trials under several names go by the order of attributes, the whole series first.
    /// </summary>
    public static Candidate? Best(IReadOnlyList<Candidate> candidates)
    {
        Candidate? best = null;
        foreach (var candidate in candidates)
        {
            if (best is null || candidate.Score > best.Score
                || (candidate.Score == best.Score && candidate.IsNamedBefore(best)))
                best = candidate;
        }
        foreach (var candidate in candidates)
        {
            if (candidate.Window.IsSameTrials(best!.Window) && candidate.IsNamedBefore(best))
                best = candidate;
        }
        return best;
    }

    private bool IsNamedBefore(Candidate other) =>
        (Slice.Attribute, Slice.Value, Window.FirstTrial)
            .CompareTo((other.Slice.Attribute, other.Slice.Value, other.Window.FirstTrial)) < 0;
}
