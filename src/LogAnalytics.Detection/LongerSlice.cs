namespace LogAnalytics.Detection;

/// <summary>
/// A server that fails already when all others follow, and goes on after them: explained by the whole first, its failures would
/// fall into three pieces. So a pure slice that runs clearly beyond the whole's window is explained before it.
/// </summary>
internal sealed class LongerSlice(TrialTable table, SliceScan scan)
{
    public Candidate Prefer(Candidate best, IReadOnlyList<Candidate> candidates)
    {
        if (!best.Slice.IsWhole)
            return best;
        return candidates.Where(other => !other.Slice.IsWhole && other.IsBeyondChance && other.IsPure && RunsBeyond(other, best))
            .OrderByDescending(other => other.Score).ThenBy(other => other.Slice.Attribute).ThenBy(other => other.Slice.Value).FirstOrDefault() ?? best;
    }

    /// <summary>It covers most of the whole's window, fails outside it as well, and leaves most of the window's failures to others.</summary>
    private bool RunsBeyond(Candidate slice, Candidate whole)
    {
        var (outsideTrials, outsideFailed, inside) = (0L, 0L, 0L);
        foreach (var i in scan.RowsIn(slice))
        {
            var row = table.Rows[i];
            var failed = row.Failed ? row.Count : 0;
            if (row.RunIndex >= whole.Window.FirstRunIndex && row.RunIndex <= whole.Window.LastRunIndex)
                inside += failed;
            else
                (outsideTrials, outsideFailed) = (outsideTrials + row.Count, outsideFailed + failed);
        }
        return inside > 0 && 2 * inside < whole.Window.Failed
            && outsideFailed > SignificanceTest.FewFailures && outsideFailed >= Candidate.PureRate * outsideTrials;
    }
}
