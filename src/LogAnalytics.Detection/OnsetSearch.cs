namespace LogAnalytics.Detection;

/// <summary>
/// Finds windows of failures beyond chance in one series: exact segmentation, absolute levels, a scan-statistic bound, and
/// slices that compete by likelihood. Deterministic, and independent of the order of cells.
/// </summary>
public static class OnsetSearch
{
    /// <summary>Windows explained per series; far above what a month of logs holds, so that the search always ends.</summary>
    private const int MostOnsets = 200;

    /// <summary>Minor findings per series: the most notable.</summary>
    private const int MostMinors = 3;

    /// <summary>With no more failures than this in all, each is mentioned.</summary>
    private const long RareFailures = 3;

    /// <summary>One in ten: what chance shows in every tenth series is worth a minor line.</summary>
    private static readonly double LogNotable = Math.Log(0.1);

    /// <summary>Onsets ordered by their first failed trial, findings by kind and first failed trial.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The false-alarm rate is not in (0, 1).</exception>
    public static OnsetSearchResult Find(TrialSeries series, OnsetOptions options)
    {
        ArgumentNullException.ThrowIfNull(series);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.FalseAlarmRate, 0, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(options.FalseAlarmRate, 1, nameof(options));
        if (!series.Runs.Any(run => run.Failed))
            return new OnsetSearchResult([], []);

        var table = new TrialTable(series, options);
        var findings = new List<GuardFinding>();
        foreach (var guard in DomainGuard.For(table, options))
            findings.AddRange(guard.TakeOut());
        var describer = new OnsetDescriber(table);
        var onsets = new List<Onset>();
        var scan = new SliceScan(table, options);
        Explain(table, scan, describer, onsets, findings);
        AddMinors(table, scan, describer, onsets);
        return new OnsetSearchResult(
            [.. onsets.OrderBy(onset => onset.FirstBadTrial).ThenBy(onset => onset.LastBadTrial)],
            [.. findings.OrderBy(f => f.Kind).ThenBy(f => f.FirstFailedTrial).ThenBy(f => f.LastFailedTrial)
                .ThenBy(f => f.Attribute, StringComparer.Ordinal)]);
    }

    /// <summary>The best window, its trials out, and again, until nothing is beyond chance.</summary>
    private static void Explain(
        TrialTable table, SliceScan scan, OnsetDescriber describer, List<Onset> onsets, List<GuardFinding> findings)
    {
        var pure = new PureSlices(table, scan);
        var confinement = new ConfinedWindow(table);
        var sameTime = new SameTime(table, scan);
        var longer = new LongerSlice(table, scan);
        var edges = new WindowEdges(table);
        var recurrence = new Recurrence(table, scan);
        for (var round = 0; round < MostOnsets; round++)
        {
            var candidates = scan.Candidates().Where(candidate => candidate.IsBeyondChance).ToList();
            var best = Candidate.Best(candidates);
            if (best is null)
                return;
            best = sameTime.Join(longer.Prefer(best, candidates), candidates);
            if (confinement.Check(best, scan.RowsIn(best)) is { } confined)
            {
                findings.Add(confined.Finding);
                table.Taken.Add(confined.Trials);
                scan.Remove(confined.Rows);
                continue;
            }
            var parts = best.IsPure ? null : pure.Replace(best);
            var isLater = false;
            foreach (var unsettled in parts ?? [best])
            {
                // The settled edges of a part before this one may have taken failures of it: the next round judges what is left.
                if (isLater && scan.RowsIn(unsettled).Sum(i => table.Rows[i].FailedCount) < unsettled.Window.Failed)
                    break;
                isLater = true;
                var part = recurrence.First(edges.Settle(unsettled));
                var rows = scan.RowsIn(part);
                if (parts is not null && confinement.Check(part, rows) is { } alone)
                {
                    findings.Add(alone.Finding);
                    table.Taken.Add(alone.Trials);
                    scan.Remove(alone.Rows);
                    continue;
                }
                onsets.Add(describer.Describe(part, OnsetSeverity.Major));
                table.Taken.Add(onsets[^1].During with { Except = [] });
                scan.Remove(rows);
            }
        }
    }

    /// <summary>
    /// What is left and stands out, though chance may have made it: the only refusals there are, a denser stretch, or a
    /// slice of which nearly all failed. Failures here and there, as the background has them, are not worth a line each.
    /// </summary>
    private static void AddMinors(TrialTable table, SliceScan scan, OnsetDescriber describer, List<Onset> onsets)
    {
        var hasNoMajor = onsets.Count == 0;
        for (var count = 0; count < MostMinors; count++)
        {
            var isRare = hasNoMajor && scan.Failed is > 0 and <= RareFailures;
            if (isRare)
                scan.SplitWhole();
            var best = Candidate.Best([.. scan.Candidates().Where(candidate =>
                (isRare && candidate.Slice.IsWhole)
                || (candidate.LogBound <= LogNotable && (candidate.Slice.IsWhole || candidate.IsPure)))]);
            if (best is null)
                return;
            onsets.Add(describer.Describe(best, OnsetSeverity.Minor));
            table.Taken.Add(onsets[^1].During with { Except = [] });
            scan.Remove(scan.RowsIn(best));
        }
    }
}
