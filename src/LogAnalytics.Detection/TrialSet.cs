namespace LogAnalytics.Detection;

/// <summary>Trials of a series by rule, so that another reader can count them again.</summary>
/// <param name="FirstTrial">Ordinal of the first trial that may belong to it.</param>
/// <param name="LastTrial">Ordinal of the last one.</param>
/// <param name="Terms">Conditions that all hold; none: every trial between the two.</param>
public sealed record TrialSet(long FirstTrial, long LastTrial, IReadOnlyList<SliceTerm> Terms)
{
    /// <summary>Conditions of which one at least does not hold; none: nothing is left out.</summary>
    public IReadOnlyList<SliceTerm> Outside { get; init; } = [];

    /// <summary>Trials that were taken out before: guarded domains, and windows explained earlier.</summary>
    public IReadOnlyList<TrialSet> Except { get; init; } = [];
}
