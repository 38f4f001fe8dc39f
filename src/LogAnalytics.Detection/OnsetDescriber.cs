namespace LogAnalytics.Detection;

/// <summary>Turns a window to an onset: what came before it, and whether it is over.</summary>
internal sealed class OnsetDescriber
{
    /// <summary>Trials after a value vanished that are asked whether its servers pass again.</summary>
    private const long RecoverySample = 1000;

    private readonly TrialTable _table;
    private readonly bool[] _known;
    private readonly TrialSet[] _guarded;
    private readonly long _firstTrial;
    private readonly long _lastTrial;

    /// <param name="table">Guarded domains out already; the rows alive now are the ones to compare with.</param>
    public OnsetDescriber(TrialTable table)
    {
        _table = table;
        _known = table.Alive.ToArray();
        _guarded = [.. table.Taken];
        _firstTrial = table.Rows.Min(row => row.FirstTrial);
        _lastTrial = table.Rows.Max(row => row.LastTrial);
    }

    public Onset Describe(Candidate candidate, OnsetSeverity severity)
    {
        var (slice, window) = (candidate.Slice, candidate.Window);
        var (before, isPreExisting) = Before(candidate);
        var recovery = RecoveryOf(candidate);
        var bounds = new Bounds(_table, _known, candidate);
        var change = bounds.Change();
        return new Onset
        {
            Group = _table.Series.Group,
            Slice = _table.Terms(slice),
            FirstBadTrial = window.FirstTrial,
            LastBadTrial = window.LastTrial,
            FirstBadTimeMicros = window.FirstFailure.FirstTimeMicros,
            LastBadTimeMicros = window.LastFailure.LastTimeMicros,
            IsPreExisting = isPreExisting,
            IsRecovered = recovery != Recovery.None,
            IsRecoveredBeside = recovery == Recovery.Beside,
            LastGoodTrial = isPreExisting ? null : bounds.LastGood?.LastTrial,
            FirstGoodTrial = recovery == Recovery.None ? null : bounds.FirstGood(recovery == Recovery.InSlice)?.FirstTrial,
            ChangeAfterMicros = isPreExisting ? null : change.AfterMicros,
            ChangePasses = change.Passes,
            ChangeScope = change.Scope,
            ChangeByMicros = Math.Max(window.FirstFailure.FirstTimeMicros, candidate.Rising?.LatestMicros ?? 0),
            Explanations = new Explainer(_table).Explain(slice, window, isPreExisting),
            TrialsBefore = isPreExisting ? 0 : before.Counts.Trials,
            FailedBefore = isPreExisting ? 0 : before.Counts.Failed,
            Before = isPreExisting ? null : before.Set,
            During = new TrialSet(window.FirstTrial, window.LastTrial, _table.Terms(slice)) { Except = [.. _table.Taken] },
            TrialsDuring = window.Trials,
            FailedDuring = window.Failed,
            LogSignificance = candidate.LogBound,
            Severity = severity,
        };
    }

    /// <summary>
    /// Good trials of the slice itself, if there are enough to tell. Else, for a value that is new (it would have shown up
    /// earlier at its later share), what the same servers did before: a new certificate that fails from its first use on
    /// is an onset. A value as old as the series that has always failed is pre-existing.
    /// </summary>
    private ((Stretch Counts, TrialSet Set) Before, bool IsPreExisting) Before(Candidate candidate)
    {
        var window = candidate.Window;
        var own = (window.Before, new TrialSet(window.BeforeFirstTrial, window.FirstTrial - 1, _table.Terms(candidate.Slice)) { Except = [.. _table.Taken] });
        if (window.Before.HasGoodSegment || Level.Excludes(window.Failed, window.Trials, window.Before.Failed, window.Before.Trials))
            return (own, false);
        if (candidate.Slice.IsWhole || !IsNew(candidate))
            return (own, true);
        var sameServers = true;
        var environment = Beside(candidate, sameServers, beforeWindow: true);
        if (environment.Trials == environment.Failed)
        {
            sameServers = false;
            environment = Beside(candidate, sameServers, beforeWindow: true);
        }
        return ((environment, SetBeside(candidate, sameServers)), environment.Trials == environment.Failed);
    }

    /// <summary>The trials that <see cref="Beside"/> counts before the window.</summary>
    private TrialSet SetBeside(Candidate candidate, bool sameServers)
    {
        var firstOfRun = _table.Rows[_table.RowRange(candidate.Window.FirstRunIndex, candidate.Window.FirstRunIndex).From].FirstTrial;
        IReadOnlyList<SliceTerm> terms = sameServers && _table.ServerAttribute >= 0 ? [ServerTerm(ServersIn(candidate))] : [];
        return new TrialSet(0, firstOfRun - 1, terms) { Outside = _table.Terms(candidate.Slice), Except = _guarded };
    }

    private SliceTerm ServerTerm(HashSet<int> servers) => new(
        _table.Series.AttributeNames[_table.ServerAttribute], [.. servers.Order().Select(server => _table.Value(_table.ServerAttribute, server))]);

    // Used for the first time, or again after a time in which it would have shown up.
    private bool IsNew(Candidate candidate)
    {
        if (IsNew(candidate.Slice, _firstTrial - 1))
            return true;
        var lastBefore = _firstTrial - 1;
        foreach (var row in Uses(candidate.Slice))
            lastBefore = row.LastTrial < candidate.Window.FirstTrial ? Math.Max(lastBefore, row.LastTrial) : lastBefore;
        return IsNew(candidate.Slice, lastBefore);
    }

    private bool IsNew(Slice slice, long after)
    {
        // Its share is that of the time it was in use: a certificate taken back after an hour was no rare one.
        var (first, last, trials) = (long.MaxValue, long.MinValue, 0L);
        foreach (var row in Uses(slice))
        {
            if (row.FirstTrial <= after)
                continue;
            first = Math.Min(first, row.FirstTrial);
            last = Math.Max(last, row.LastTrial);
            trials += row.Count;
        }
        return Level.IsAbsenceTelling(trials, last - first + 1, first - after - 1);
    }

    private IEnumerable<TrialRun> Uses(Slice slice)
    {
        for (var i = 0; i < _table.Rows.Length; i++)
        {
            if (_known[i] && _table.Contains(slice, _table.Rows[i]))
                yield return _table.Rows[i];
        }
    }

    private Recovery RecoveryOf(Candidate candidate)
    {
        var window = candidate.Window;
        var after = window.After;
        var passes = after.Trials - after.Failed;
        if (after.HasGoodSegment)
        {
            return passes >= Candidate.LeastRecoveryPasses && Level.Excludes(window.Failed, window.Trials, after.Failed, after.Trials)
                ? Recovery.InSlice : Recovery.None;
        }
        // The failing value may be gone (a certificate taken back): then its servers tell. Of a sender who is silent others tell nothing.
        if (candidate.Slice.IsWhole || candidate.Slice.Attribute == _table.ServerAttribute || after.Trials > 0
            || SliceTermIndex.Of(_table, candidate.Slice).Any(term => _table.IsMail(term.Attribute))
            || !Level.IsAbsenceTelling(window.Trials, window.LastTrial - window.FirstTrial + 1, _lastTrial - window.LastTrial))
            return Recovery.None;
        var beside = Beside(candidate, sameServers: true, beforeWindow: false);
        return candidate.IsOverIn(beside.Failed, beside.Trials) ? Recovery.Beside : Recovery.None;
    }

    private enum Recovery
    {
        None,
        InSlice,

        /// <summary>The failing value is gone; its servers pass without it.</summary>
        Beside,
    }

    /// <summary>Trials outside the slice before or after a window; on the servers of its failures, or on all.</summary>
    private Stretch Beside(Candidate candidate, bool sameServers, bool beforeWindow)
    {
        var window = candidate.Window;
        var servers = sameServers && _table.ServerAttribute >= 0 ? ServersIn(candidate) : null;
        var (from, to) = beforeWindow
            ? _table.RowRange(0, window.FirstRunIndex - 1)
            : _table.RowRange(window.LastRunIndex + 1, int.MaxValue - 1);
        var (trials, failed) = (0L, 0L);
        for (var i = from; i < to; i++)
        {
            var row = _table.Rows[i];
            if (!_known[i] || _table.Contains(candidate.Slice, row)
                || (servers is not null && !servers.Contains(_table.ValueOf(_table.ServerAttribute, row))))
                continue;
            trials += row.Count;
            failed += row.Failed ? row.Count : 0;
            if (!beforeWindow && trials >= RecoverySample)
                break;
        }
        return new Stretch(trials, failed, HasGoodSegment: true);
    }

    private HashSet<int> ServersIn(Candidate candidate)
    {
        var servers = new HashSet<int>();
        var (from, to) = _table.RowRange(candidate.Window.FirstRunIndex, candidate.Window.LastRunIndex);
        for (var i = from; i < to; i++)
        {
            var row = _table.Rows[i];
            if (_known[i] && row.Failed && _table.Contains(candidate.Slice, row))
                servers.Add(_table.ValueOf(_table.ServerAttribute, row));
        }
        return servers;
    }
}
