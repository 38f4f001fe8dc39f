namespace LogAnalytics.Detection;

/// <summary>
/// Values of one attribute that fail over the same time are one incident: two of five servers. Whatever one value's trials show
/// between the edges of two windows must be no surprise if it failed, or passed, along with the other.
/// </summary>
internal sealed class SameTime(TrialTable table, SliceScan scan)
{
    /// <summary>The candidate together with those that begin and end with it, or itself.</summary>
    public Candidate Join(Candidate best, IReadOnlyList<Candidate> candidates)
    {
        if (best.Slice.IsWhole || best.Slice.Attribute >= table.SingleCount || !best.IsPure)
            return best;
        var others = candidates.Where(other => other.Slice.Attribute == best.Slice.Attribute && other.Slice != best.Slice
            && other.IsBeyondChance && other.IsPure && AreTogether(best, other)).Select(other => other.Slice.Value).ToHashSet();
        if (others.Count == 0)
            return best;
        var slice = table.AnyOf(best.Slice.Attribute, [.. others, best.Slice.Value]);
        return scan.Judge(slice).Where(joint => joint.IsBeyondChance && joint.IsPure && IsWithin(best.Window, joint.Window))
            .MaxBy(joint => joint.Score) ?? best;
    }

    private bool AreTogether(Candidate a, Candidate b)
    {
        var (first, second) = a.Window.FirstTrial <= b.Window.FirstTrial ? (a, b) : (b, a);
        var (sooner, later) = a.Window.LastTrial <= b.Window.LastTrial ? (a, b) : (b, a);
        return sooner.Window.LastTrial > second.Window.FirstTrial
            && !WouldShow(second, first.Window.FirstRunIndex, second.Window.FirstRunIndex - 1)
            && !WouldShow(sooner, sooner.Window.LastRunIndex + 1, later.Window.LastRunIndex);
    }

    /// <summary>True where the value's trials in these runs show that it did not fail as it did in its window.</summary>
    private bool WouldShow(Candidate candidate, int firstRunIndex, int lastRunIndex)
    {
        var (from, to) = table.RowRange(firstRunIndex, lastRunIndex);
        var (trials, failed) = (0L, 0L);
        for (var i = from; i < to; i++)
        {
            if (!table.Alive[i] || !table.Contains(candidate.Slice, table.Rows[i]))
                continue;
            trials += table.Rows[i].Count;
            failed += table.Rows[i].FailedCount;
        }
        return candidate.Window.Excludes(failed, trials);
    }

    private static bool IsWithin(Window inner, Window outer) =>
        inner.FirstTrial >= outer.FirstTrial && inner.LastTrial <= outer.LastTrial;
}
