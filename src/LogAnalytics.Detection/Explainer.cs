namespace LogAnalytics.Detection;

/// <summary>
/// What the failures of a window have in common (step 9 of the method): the window itself is the reference; an attribute whose
/// values alone tell the failures apart as well, over the trials before and during it, has changed. Else a slice is an existing
/// value that began to fail, and the whole an outside cause.
/// </summary>
internal sealed class Explainer(TrialTable table)
{
    /// <summary>Trials before the window that take part.</summary>
    private const long TrialsBefore = 2000;

    /// <summary>From this share of the reference on, a value explains as well (from the method).</summary>
    private const double ExplainingShare = 0.85;

    /// <summary>Nats that a value inside an impure window must gain over it: a factor of 20, times the values tried.</summary>
    private const double Price = 3;

    public IReadOnlyList<Explanation> Explain(Slice slice, Window window, bool isPreExisting)
    {
        var (from, to) = table.RowRange(0, window.LastRunIndex);
        from = Start(window.FirstRunIndex, to);
        var all = new Count();
        var reference = new Count();
        for (var i = from; i < to; i++)
        {
            if (!table.Alive[i])
                continue;
            var row = table.Rows[i];
            all.Add(row);
            if (row.RunIndex >= window.FirstRunIndex && table.Contains(slice, row))
                reference.Add(row);
        }
        var gain = Gain(reference, all);
        // Of a window that was there from the start nobody can say what changed.
        var changed = (isPreExisting ? [] : Singles()).SelectMany(attribute => Changed(attribute, window, from, to, all, ExplainingShare * gain))
            .OrderByDescending(explanation => explanation.Gain).ToList();
        if (changed.Count > 0)
            return changed;
        if (!slice.IsWhole)
            return [Describe(table.Terms(slice), ExplanationKind.BeganToFail, gain, reference, window, reference, from, to)];
        if (window.Rate >= Candidate.PureRate || isPreExisting)
            return [];
        return [.. Singles().SelectMany(attribute => Inside(attribute, window, from, to, all, gain))
            .OrderByDescending(explanation => explanation.Gain)];
    }

    private IEnumerable<int> Singles() => Enumerable.Range(0, table.SingleCount);

    private int Start(int firstRunIndex, int to)
    {
        var (first, _) = table.RowRange(firstRunIndex, int.MaxValue - 1);
        var trials = 0L;
        while (first > 0 && trials < TrialsBefore)
            trials += table.Alive[--first] ? table.Rows[first].Count : 0;
        return Math.Min(first, to);
    }

    private IEnumerable<Explanation> Changed(int attribute, Window window, int from, int to, Count all, double enough)
    {
        var counts = new Count[table.ValueCount(attribute)];
        for (var i = from; i < to; i++)
        {
            if (table.Alive[i])
                counts[table.ValueOf(attribute, table.Rows[i])].Add(table.Rows[i]);
        }
        for (var value = 0; value < counts.Length; value++)
        {
            if (counts[value].Failed > 0 && IsTelling(attribute, value) && Gain(counts[value], all) is var gain && gain > 0 && gain >= enough)
                yield return Describe(table.Terms(new Slice(attribute, value)), ExplanationKind.Changed, gain, counts[value], window, counts[value], from, to);
        }
    }

    private IEnumerable<Explanation> Inside(int attribute, Window window, int from, int to, Count all, double reference)
    {
        var counts = new Count[table.ValueCount(attribute)];
        var inside = 0L;
        for (var i = from; i < to; i++)
        {
            if (!table.Alive[i] || table.Rows[i].RunIndex < window.FirstRunIndex)
                continue;
            counts[table.ValueOf(attribute, table.Rows[i])].Add(table.Rows[i]);
            inside += table.Rows[i].FailedCount;
        }
        for (var value = 0; value < counts.Length; value++)
        {
            if (2 * counts[value].Failed > inside && IsTelling(attribute, value)
                && Gain(counts[value], all) is var gain && gain >= reference + Price + Math.Log(counts.Length))
                yield return Describe(table.Terms(new Slice(attribute, value)), ExplanationKind.BeganToFail, gain, counts[value], window, counts[value], from, to);
        }
    }

    /// <summary>"" stands for all domains without failures.</summary>
    private bool IsTelling(int attribute, int value) =>
        (attribute != table.SenderAttribute && attribute != table.RecipientAttribute) || !string.IsNullOrEmpty(table.Value(attribute, value));

    private Explanation Describe(
        IReadOnlyList<SliceTerm> terms, ExplanationKind kind, double gain, Count count, Window window, Count covered, int from, int to)
    {
        var (failed, before, beforeIn, firstSeen) = (0L, 0L, 0L, long.MaxValue);
        var holdsOfCell = new bool[table.Series.Cells.Count];
        for (var cell = 0; cell < holdsOfCell.Length; cell++)
            holdsOfCell[cell] = terms.All(term => term.Values.Contains(table.Series.Cells[cell][table.IndexOf(term.Attribute)], StringComparer.Ordinal));
        for (var i = 0; i < to; i++)
        {
            ref readonly var row = ref table.Rows[i];
            if (!table.Alive[i])
                continue;
            var holds = holdsOfCell[row.Cell];
            if (holds)
                firstSeen = Math.Min(firstSeen, row.FirstTimeMicros);
            if (i < from)
                continue;
            if (row.RunIndex >= window.FirstRunIndex)
                failed += row.Failed ? row.Count : 0;
            else
                (before, beforeIn) = (before + row.Count, beforeIn + (holds ? row.Count : 0));
        }
        return new Explanation(terms, kind, gain, failed == 0 ? 0 : Math.Min(1, (double)covered.Failed / failed),
            (double)count.Failed / count.Trials, before == 0 ? 0 : (double)beforeIn / before, firstSeen);
    }

    private static double Gain(Count inside, Count all) =>
        inside.Trials == 0 ? 0
            : BernoulliLikelihood.Maximum(inside.Failed, inside.Trials)
                + BernoulliLikelihood.Maximum(all.Failed - inside.Failed, all.Trials - inside.Trials)
                - BernoulliLikelihood.Maximum(all.Failed, all.Trials);

    private struct Count
    {
        public long Trials;
        public long Failed;

        public void Add(in TrialRun row)
        {
            Trials += row.Count;
            Failed += row.Failed ? row.Count : 0;
        }
    }
}
