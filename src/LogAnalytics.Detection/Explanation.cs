namespace LogAnalytics.Detection;

/// <summary>An answer to "what do the failures have in common?", by likelihood alone.</summary>
/// <param name="Terms">The conditions that hold for what fails.</param>
/// <param name="Kind">Whether the values are new with the failures, or began to fail.</param>
/// <param name="Gain">G(M) = ℓ(in) + ℓ(out) − ℓ(all), in nats: how much better the failures are told apart.</param>
/// <param name="Coverage">Share of the failures that the conditions hold for.</param>
/// <param name="Purity">Share of the trials that the conditions hold for that failed.</param>
/// <param name="ShareBefore">Share of the trials before the onset that the conditions held for.</param>
/// <param name="FirstSeenMicros">First trial of the series that the conditions hold for.</param>
public sealed record Explanation(
    IReadOnlyList<SliceTerm> Terms, ExplanationKind Kind, double Gain, double Coverage, double Purity, double ShareBefore, long FirstSeenMicros);

public enum ExplanationKind
{
    /// <summary>Values that came, or took over, with the failures.</summary>
    Changed,

    /// <summary>Values that had passed before, and began to fail.</summary>
    BeganToFail,
}
