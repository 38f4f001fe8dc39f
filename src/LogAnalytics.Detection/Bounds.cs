namespace LogAnalytics.Detection;

/// <summary>The trials beside a window, and the interval that holds the change.</summary>
internal sealed class Bounds
{
    /// <summary>Nats below the best place that a change is still believed (a 98 % interval by the likelihood ratio).</summary>
    private const double Believed = 3;

    private readonly TrialTable _table;
    private readonly bool[] _known;
    private readonly Candidate _candidate;
    private readonly HashSet<int> _servers = [];
    private readonly List<SliceTermIndex> _bound = [];
    private readonly List<SliceTermIndex> _mail = [];

    public Bounds(TrialTable table, bool[] known, Candidate candidate)
    {
        (_table, _known, _candidate) = (table, known, candidate);
        var window = candidate.Window;
        var (from, to) = table.RowRange(window.FirstRunIndex, window.LastRunIndex);
        for (var i = from; i < to; i++)
        {
            if (table.Alive[i] && table.Rows[i].Failed && table.ServerAttribute >= 0 && table.Contains(candidate.Slice, table.Rows[i]))
                _servers.Add(table.ValueOf(table.ServerAttribute, table.Rows[i]));
        }
        // A condition that no earlier pass met is what changed, so it does not bind.
        foreach (var term in SliceTermIndex.Of(table, candidate.Slice).Where(term => term.Attribute != table.ServerAttribute))
        {
            if (table.IsMail(term.Attribute))
                _mail.Add(term);
            if (LastPass(row => IsOnServers(row) && term.Holds(row)) is not null)
                _bound.Add(term);
        }
    }

    public TrialRun? LastGood => LastPass(IsComparable) ?? LastPass(_ => true);

    /// <param name="isInSlice">False where the failing value vanished, and its servers pass with another.</param>
    public TrialRun? FirstGood(bool isInSlice)
    {
        TrialRun? first = null;
        var (from, _) = _table.RowRange(_candidate.Window.LastRunIndex + 1, int.MaxValue - 1);
        for (var i = from; i < _table.Rows.Length; i++)
        {
            var row = _table.Rows[i];
            if (first is not null && row.RunIndex > first.Value.RunIndex)
                break;
            if (!row.Failed && _known[i] && (isInSlice ? IsComparable(row) : IsOnServers(row)) && _mail.TrueForAll(term => term.Holds(row)) && (first is null || row.FirstTrial < first.Value.FirstTrial))
                first = row;
        }
        return first;
    }

    /// <summary>
    /// From the last pass of the server that fails first (the others may be reached later); where only a share fails, or ever more do,
    /// from the earliest place that is believed.
    /// </summary>
    public (long? AfterMicros, long Passes, IReadOnlyList<SliceTerm> Scope) Change()
    {
        var window = _candidate.Window;
        var server = _table.ServerAttribute < 0 ? -1 : _table.ValueOf(_table.ServerAttribute, window.FirstFailure);
        bool IsFirstServers(TrialRun row) => server < 0 || _table.ValueOf(_table.ServerAttribute, row) == server;
        var own = LastPass(row => IsComparable(row) && IsFirstServers(row));
        // A new server has no pass of its own: only the share of the mail that it takes tells how long it can have been there.
        Func<TrialRun, bool> scope = own is not null ? row => IsComparable(row) && IsFirstServers(row) : _ => true;
        var after = (own ?? LastGood)?.LastTimeMicros;
        var trials = TrialsBelieved(window, scope);
        if (_candidate.Rising is { } rising)
            trials = Math.Max(trials, PassesSince(rising.EarliestMicros, scope));
        if (trials >= 1 && after is not null && PassBefore(trials, scope) is { } earlier)
            after = Math.Min(after.Value, earlier);
        return (after, (long)trials, own is null ? [] : TermsOf(server));
    }

    private IReadOnlyList<SliceTerm> TermsOf(int server)
    {
        IEnumerable<SliceTerm> bound = _table.Terms(_candidate.Slice).Where(term => _bound.Exists(index => index.Attribute == _table.IndexOf(term.Attribute)));
        return server < 0 ? [.. bound] : [.. bound, new SliceTerm(_table.Series.AttributeNames[_table.ServerAttribute], [_table.Value(_table.ServerAttribute, server)])];
    }

    /// <summary>
    /// So many passes of the scope in a row may belong to the window although none failed: n ln((1−p0)/(1−r)) ≤ 3, with r the
    /// share of the scope's trials in the window that failed.
    /// </summary>
    private double TrialsBelieved(Window window, Func<TrialRun, bool> scope)
    {
        var (from, to) = _table.RowRange(window.FirstRunIndex, window.LastRunIndex);
        var (trials, failed) = (1L, 0.5);
        for (var i = from; i < to; i++)
        {
            if (!_known[i] || !scope(_table.Rows[i]))
                continue;
            trials += _table.Rows[i].Count;
            failed += _table.Rows[i].Failed && _table.Contains(_candidate.Slice, _table.Rows[i]) ? _table.Rows[i].Count : 0;
        }
        var rate = failed / trials * Math.Min(1, window.HeadRate / window.Rate);
        var loss = Math.Log((1 - _candidate.Background.Rate) / (1 - rate));
        return loss <= 0 ? 0 : Believed / loss;
    }

    /// <summary>Passes of the scope between an instant and the window; those of a row are taken to lie evenly.</summary>
    private double PassesSince(long timeMicros, Func<TrialRun, bool> isAsked)
    {
        var (passes, oldestRun) = (0.0, int.MinValue);
        for (var i = _table.RowRange(0, _candidate.Window.FirstRunIndex - 1).To - 1; i >= 0 && _table.Rows[i].RunIndex >= oldestRun; i--)
        {
            var row = _table.Rows[i];
            if (row.FirstTimeMicros < timeMicros)
                oldestRun = row.RunIndex;
            if (_known[i] && !row.Failed && isAsked(row) && row.LastTimeMicros >= timeMicros)
                passes += row.FirstTimeMicros >= timeMicros ? row.Count : row.Count * (double)(row.LastTimeMicros - timeMicros) / (row.LastTimeMicros - row.FirstTimeMicros);
        }
        return passes;
    }

    /// <summary>
    /// About the instant with so many passes of the scope between there and the window: inside a row only its ends have times, and
    /// the trials between are taken to lie evenly.
    /// </summary>
    private long? PassBefore(double trials, Func<TrialRun, bool> isAsked)
    {
        var (passed, scope) = (0.0, new List<TrialRun>());
        for (var i = _table.RowRange(0, _candidate.Window.FirstRunIndex - 1).To - 1; i >= 0 && passed < 4 * trials + 100; i--)
        {
            if (!_known[i] || _table.Rows[i].Failed || !isAsked(_table.Rows[i]))
                continue;
            scope.Add(_table.Rows[i]);
            passed += _table.Rows[i].Count;
        }
        if (scope.Count == 0)
            return null;
        var (low, high) = (scope.Min(row => row.FirstTrial), scope.Max(row => row.LastTrial));
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (scope.Sum(row => After(row, middle)) >= trials)
                low = middle;
            else
                high = middle - 1;
        }
        return scope.Min(row => TimeOf(row, low));
    }

    private static long TimeOf(TrialRun row, long trial) =>
        row.FirstTrial > trial || row.LastTrial < trial ? row.FirstTrial > trial ? row.FirstTimeMicros : long.MaxValue
            : row.LastTrial == row.FirstTrial ? row.FirstTimeMicros
            : row.FirstTimeMicros + (long)((double)(row.LastTimeMicros - row.FirstTimeMicros) * (trial - row.FirstTrial) / (row.LastTrial - row.FirstTrial));

    private static double After(TrialRun row, long trial) =>
        row.FirstTrial > trial ? row.Count
            : row.LastTrial <= trial ? 0
            : (double)row.Count * (row.LastTrial - trial) / (row.LastTrial - row.FirstTrial + 1);

    private TrialRun? LastPass(Func<TrialRun, bool> isAsked)
    {
        TrialRun? last = null;
        for (var i = _table.RowRange(0, _candidate.Window.FirstRunIndex - 1).To - 1; i >= 0; i--)
        {
            var row = _table.Rows[i];
            if (last is not null && row.RunIndex < last.Value.RunIndex)
                break;
            if (!row.Failed && _known[i] && isAsked(row) && (last is null || row.LastTrial > last.Value.LastTrial))
                last = row;
        }
        return last;
    }

    private bool IsOnServers(TrialRun row) =>
        _table.ServerAttribute < 0 || _servers.Contains(_table.ValueOf(_table.ServerAttribute, row));

    private bool IsComparable(TrialRun row)
    {
        if (!IsOnServers(row))
            return false;
        foreach (var term in _bound)
        {
            if (!term.Holds(row))
                return false;
        }
        return true;
    }
}
