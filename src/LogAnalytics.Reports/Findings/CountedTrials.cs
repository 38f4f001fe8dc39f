using LogAnalytics.Detection;

namespace LogAnalytics.Reports.Findings;

/// <summary>A set of trials by rule; see <see cref="TrialSet"/>.</summary>
/// <param name="Outside">Conditions of which one at least does not hold; empty: nothing is left out.</param>
/// <param name="Except">What was taken out before: guarded domains, and windows explained earlier.</param>
public sealed record CountedTrials(
    long FirstTrial,
    long LastTrial,
    IReadOnlyDictionary<string, IReadOnlyList<string?>> Slice,
    IReadOnlyDictionary<string, IReadOnlyList<string?>> Outside,
    IReadOnlyList<CountedTrials> Except)
{
    public static CountedTrials Of(TrialSet set) =>
        new(set.FirstTrial, set.LastTrial, Terms(set.Terms), Terms(set.Outside), [.. set.Except.Select(Of)]);

    /// <summary>Values by attribute; all conditions hold.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string?>> Terms(IEnumerable<SliceTerm> terms) =>
        new SortedDictionary<string, IReadOnlyList<string?>>(terms.ToDictionary(term => term.Attribute, term => term.Values), StringComparer.Ordinal);
}
