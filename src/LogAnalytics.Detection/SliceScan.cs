namespace LogAnalytics.Detection;

/// <summary>The windows of every slice (whole series, each value of each attribute), kept up to date as trials leave.</summary>
internal sealed class SliceScan
{
    /// <summary>A slice must beat the whole by ln S + 3: a factor of 20 on top of the choice among S (from the method).</summary>
    private const double SlicePrice = 3;

    private readonly TrialTable _table;
    private readonly OnsetOptions _options;
    private readonly Dictionary<Slice, Segment[]> _segments;
    private readonly double _clumpSize;

    public SliceScan(TrialTable table, OnsetOptions options)
    {
        _table = table;
        _options = options;
        _segments = [];
        // Clumps of φ failures are one event: they weigh 1/φ each, which is the same as a penalty of φβ. Unweighted, every
        // burst of the background becomes a segment.
        _clumpSize = Background.Of(Segment.Of(table.View(Slice.Whole), options.FalseAlarmRate)).ClumpSize;
        Solve([.. WithFailures()]);
        SliceCount = _segments.Count;
    }

    private SliceScan(SliceScan other)
    {
        _table = other._table;
        _options = other._options;
        _segments = new Dictionary<Slice, Segment[]>(other._segments);
        _clumpSize = other._clumpSize;
        SliceCount = other.SliceCount;
    }

    /// <summary>S, counted once, before any trial is explained.</summary>
    public int SliceCount { get; }

    public Background WholeBackground => Background.Of(_segments[Slice.Whole]);

    public long Failed => _segments[Slice.Whole].Sum(segment => segment.Failed);

    /// <summary>The same state apart; the rows alive are the table's, and are the caller's to restore.</summary>
    public SliceScan Copy() => new(this);

    /// <summary>All windows, in no order that matters.</summary>
    /// <param name="withLevels">Also each level of windows that hold several.</param>
    public List<Candidate> Candidates(bool withLevels = false)
    {
        var whole = WholeBackground;
        var failedInWhole = Failed;
        var candidates = new List<Candidate>();
        foreach (var (slice, segments) in _segments)
        {
            var background = slice.IsWhole ? whole : whole.OfSlice(segments);
            var failed = slice.IsWhole ? failedInWhole : segments.Sum(segment => segment.Failed);
            var parts = withLevels ? new List<Window>() : null;
            var windows = WindowFinder.Find(segments, background, parts);
            foreach (var window in parts is null ? windows : windows.Concat(parts))
                candidates.Add(Judge(slice, window, background, failed, failedInWhole));
        }
        return candidates;
    }

    /// <summary>The windows of a slice that is not among the scanned ones.</summary>
    public List<Candidate> Judge(Slice slice)
    {
        var whole = WholeBackground;
        var segments = Solve(slice);
        var background = whole.OfSlice(segments);
        return [.. WindowFinder.Find(segments, background)
            .Select(window => Judge(slice, window, background, segments.Sum(segment => segment.Failed), Failed))];
    }

    /// <summary>Another window of the same slice, judged anew.</summary>
    public Candidate Judge(Candidate candidate, Window window) => Judge(candidate.Slice, window, candidate.Background, FailedIn(candidate.Slice), Failed);

    /// <summary>Takes rows out and solves the slices again that held any of them.</summary>
    public void Remove(IEnumerable<int> rows)
    {
        var changed = new HashSet<Slice>();
        foreach (var i in rows)
        {
            if (!_table.Alive[i])
                continue;
            _table.TakeOut(i);
            changed.Add(Slice.Whole);
            foreach (var attribute in _table.SliceAttributes)
                changed.Add(new Slice(attribute, _table.ValueOf(attribute, _table.Rows[i])));
        }
        Solve([.. changed.Where(_segments.ContainsKey)]);
    }

    /// <summary>Makes every run of the whole series a segment of its own, until rows are removed.</summary>
    public void SplitWhole() => _segments[Slice.Whole] = Segment.PerRun(_table.View(Slice.Whole));

    /// <summary>Rows of a window that are still alive.</summary>
    public List<int> RowsIn(Candidate candidate)
    {
        var (from, to) = _table.RowRange(candidate.Window.FirstRunIndex, candidate.Window.LastRunIndex);
        var rows = new List<int>();
        for (var i = from; i < to; i++)
        {
            if (_table.Alive[i] && _table.Contains(candidate.Slice, _table.Rows[i]))
                rows.Add(i);
        }
        return rows;
    }

    private long FailedIn(Slice slice)
    {
        var failed = 0L;
        foreach (ref readonly var row in _table.Merged.AsSpan())
            failed += row.Failed && _table.Contains(slice, row) ? row.Count : 0;
        return failed;
    }

    private Candidate Judge(Slice slice, Window window, Background background, long failed, long failedInWhole)
    {
        var price = slice.IsWhole ? 0 : Math.Log(SliceCount) + SlicePrice;
        var score = BernoulliLikelihood.RatioAgainst(window.Failed, window.Trials, background.Rate)
            - 2 * Math.Log(failedInWhole) - price;
        var logBound = SignificanceTest.LogBound(window, failed, SliceCount, background);
        return new Candidate(slice, window, score, logBound,
            SignificanceTest.IsBeyondChance(window, logBound, _options.FalseAlarmRate), background);
    }

    private void Solve(Slice[] slices)
    {
        // Worked out once, before several ask for it.
        _ = _table.Merged;
        var solved = new Segment[slices.Length][];
        Parallel.For(0, slices.Length, new ParallelOptions { MaxDegreeOfParallelism = _options.Threads }, i => solved[i] = Solve(slices[i]));
        for (var i = 0; i < slices.Length; i++)
            _segments[slices[i]] = solved[i];
    }

    private Segment[] Solve(Slice slice) => Segment.Of(_table.View(slice), _options.FalseAlarmRate, _clumpSize);

    private IEnumerable<Slice> WithFailures()
    {
        yield return Slice.Whole;
        foreach (var attribute in _table.SliceAttributes)
        {
            var failed = new long[_table.ValueCount(attribute)];
            var present = new HashSet<int>();
            foreach (ref readonly var row in _table.Merged.AsSpan())
            {
                present.Add(_table.ValueOf(attribute, row));
                if (row.Failed)
                    failed[_table.ValueOf(attribute, row)] += row.Count;
            }
            if (present.Count < 2)
                continue; // the same trials as the whole series
            for (var value = 0; value < failed.Length; value++)
            {
                // "All others" has no terms: it is no slice that could be named.
                if (failed[value] >= SignificanceTest.LeastFailures && _table.Terms(new Slice(attribute, value)).Count > 0)
                    yield return new Slice(attribute, value);
            }
        }
    }
}
