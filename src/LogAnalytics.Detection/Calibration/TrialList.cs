namespace LogAnalytics.Detection.Calibration;

/// <summary>The trials of one group one by one, in the order of the series: what incidents are planted into.</summary>
/// <param name="AttributeNames">Slice attributes, then the sender's and the recipient's domain.</param>
/// <param name="Kinds">Distinct tuples of what a trial shows.</param>
/// <param name="KindOf">Per trial an index into <paramref name="Kinds"/>.</param>
/// <param name="TimesMicros">Per trial microseconds since 1970 UTC, ascending.</param>
/// <param name="Failed">Per trial: an attribution error answered it.</param>
public sealed record TrialList(
    string Group, IReadOnlyList<string> AttributeNames, IReadOnlyList<TrialKind> Kinds, int[] KindOf, long[] TimesMicros, bool[] Failed)
{
    public int Count => KindOf.Length;

    /// <summary>The same trials without those of some stretches, each from first to last.</summary>
    public TrialList Without(IReadOnlyList<(long First, long Last)> stretches)
    {
        int[] kept = [.. Enumerable.Range(0, Count).Where(trial => !stretches.Any(stretch => trial >= stretch.First && trial <= stretch.Last))];
        return this with
        {
            KindOf = [.. kept.Select(trial => KindOf[trial])],
            TimesMicros = [.. kept.Select(trial => TimesMicros[trial])],
            Failed = [.. kept.Select(trial => Failed[trial])],
        };
    }
}

/// <summary>What a trial shows beside its outcome.</summary>
/// <param name="Values">One per slice attribute; null where not logged.</param>
/// <param name="SenderDomain">Null where unknown.</param>
/// <param name="RecipientDomains">Those that were accepted, or refused.</param>
public sealed record TrialKind(IReadOnlyList<string?> Values, string? SenderDomain, IReadOnlyList<string> RecipientDomains);
