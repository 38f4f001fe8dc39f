using System.Runtime.InteropServices;
using LogAnalytics.SendLogs.Rows;
using LogAnalytics.SendLogs.Sessions;

namespace LogAnalytics.Lake.Units;

/// <summary>
/// Collects the sessions of one server and service by the unit they belong to (<see cref="WholeSession"/>), within a memory budget.
/// Whole sessions have their day at once; the rest waits until all of its rows can be here.
/// </summary>
public sealed class UnitSpool(string temporaryFolder, long budgetBytes, OpenSessions open) : IDisposable
{
    private readonly SortedDictionary<int, SessionRun> _days = [];
    // Until the day is written. Rows that come for it later touch it, and it is read back before they are placed; only sessions whose id
    // a unit of another day holds already may be asked for without that.
    private readonly Dictionary<int, SessionIdSet> _wholeByDay = [];
    private readonly Dictionary<int, SessionIdSet> _wholeAndOpenByDay = [];
    private readonly SessionRun _waiting = new();
    private readonly SortedSet<int> _touched = [];

    // Of all runs, and of those that are being written.
    private long _heldBytes;
    private long _takenBytes;

    /// <summary>Days whose written unit must be read back before the rows here are placed for good.</summary>
    public IReadOnlySet<int> Touched => _touched;

    /// <summary>Adds rows of a log: they touch the days they are of, and the day that holds more of their session.</summary>
    public void AddNew(SessionRows rows)
    {
        if (open.TryGetDay(rows.SessionId, out int unit))
            _touched.Add(unit);
        Add(rows, touches: true);
    }

    /// <summary>Adds rows of a unit that is read back. Rows of other days are theirs only if they have moved, so none is touched.</summary>
    public void AddAgain(SessionRows rows) => Add(rows, touches: false);

    /// <summary>A unit is read back because of something else than rows that are here.</summary>
    public void Touch(int day) => _touched.Add(day);

    /// <summary>The unit is written, or read back: what touched it is settled.</summary>
    public void Settle(int day) => _touched.Remove(day);

    /// <summary>Gives the rows that wait their day, save those of sessions that a unit holds more of: that one is touched.</summary>
    public void PlaceWaiting() => PlaceWaiting(_ => true, long.MaxValue);

    /// <summary>
    /// Gives the rows that wait their day, if the days from their first to their last row are all ready, or the first is and the session
    /// has ended, and no unit holds more of it; others wait on, and that unit is touched.
    /// </summary>
    /// <param name="quietSinceMicros">A session without a row since then has ended.</param>
    public void PlaceWaiting(Func<int, bool> isReady, long quietSinceMicros)
    {
        _heldBytes -= _waiting.ByteCount;
        using TakenSessions waiting = _waiting.Take();
        foreach (SessionRows session in waiting.Sessions)
        {
            bool isHeld = open.TryGetDay(session.SessionId, out int unit);
            if (isHeld)
                _touched.Add(unit);
            int first = LogTime.Day(session.FirstTimeMicros);
            // A session over midnight that has ended need not wait for the end of its last day: who comes later finds it as open.
            bool hasEnded = session.LastTimeMicros < quietSinceMicros || WholeSession.IsIn(session);
            int last = hasEnded ? first : LogTime.Day(session.LastTimeMicros);
            if (!isHeld && Enumerable.Range(first, last - first + 1).All(isReady))
                PlaceOpen(session);
            else
                Wait(session);
        }
    }

    /// <summary>Rows are here that have no day yet.</summary>
    public bool HasWaiting => !_waiting.IsEmpty;

    /// <summary>Days with rows that have been placed.</summary>
    public IReadOnlyList<int> Days => [.. _days.Keys];

    /// <summary>The sessions of one day, each once, in order of id, to be written now. Dispose when they are.</summary>
    public TakenSessions Take(int day)
    {
        open.AddPlaced(day);
        _wholeByDay.Remove(day);
        _days.Remove(day, out SessionRun? run);
        long bytes = run!.ByteCount;
        _heldBytes -= bytes;
        Interlocked.Add(ref _takenBytes, bytes);
        return run.Take(() => Interlocked.Add(ref _takenBytes, -bytes));
    }

    public void Dispose()
    {
        foreach (SessionRun day in _days.Values)
            day.Dispose();
        _waiting.Dispose();
    }

    private void Add(SessionRows rows, bool touches)
    {
        int first = LogTime.Day(rows.FirstTimeMicros);
        int last = LogTime.Day(rows.LastTimeMicros);
        bool isPlaceholder = SessionIdComparer.IsPlaceholder(rows.SessionId);
        if (first == last)
        {
            if (touches)
                _touched.Add(first);
            if (rows.IsWhole && !isPlaceholder)
                AddWhole(first, rows.SessionId);
            if (rows.IsWhole || isPlaceholder)
                Place(first, rows);
            else
                Wait(rows);
            return;
        }

        // Many sessions share a placeholder: its rows are of their own days.
        foreach ((int day, SessionRows part) in ByDay(rows))
        {
            if (touches)
                _touched.Add(day);
            if (isPlaceholder)
                Place(day, part);
        }

        if (!isPlaceholder)
            Wait(rows);
    }

    // All rows that are not of a session known as whole.
    private void PlaceOpen(SessionRows session)
    {
        SessionRows? rest = null;
        foreach ((int day, SessionRows rows) in ByDay(session))
        {
            if (IsWholeIn(day, session.SessionId) || WholeSession.IsIn(rows))
            {
                AddWhole(day, session.SessionId);
                Place(day, rows);
            }
            else if (rest is null)
            {
                rest = rows;
            }
            else
            {
                rest.Append(rows);
            }
        }

        if (rest is null)
            return;
        int first = LogTime.Day(rest.FirstTimeMicros);
        open.Place(new OpenSession(rest.SessionId, first, LogTime.Day(rest.LastTimeMicros)));
        Place(first, rest);
    }

    private static IEnumerable<KeyValuePair<int, SessionRows>> ByDay(SessionRows rows)
    {
        int first = LogTime.Day(rows.FirstTimeMicros);
        if (first == LogTime.Day(rows.LastTimeMicros))
            return [new(first, rows)];
        SortedDictionary<int, SessionRows> days = [];
        foreach (StoredRow row in rows.Rows())
        {
            int day = LogTime.Day(row.TimeMicros);
            if (!days.TryGetValue(day, out SessionRows? part))
                days.Add(day, part = new SessionRows(rows.Texts, rows.SessionId));
            part.Append(row);
        }

        return days;
    }

    private bool IsWholeIn(int day, byte[] sessionId) =>
        (_wholeByDay.TryGetValue(day, out SessionIdSet? whole) && whole.Contains(sessionId))
        || (_wholeAndOpenByDay.TryGetValue(day, out SessionIdSet? wholeAndOpen) && wholeAndOpen.Contains(sessionId));

    private void AddWhole(int day, byte[] sessionId)
    {
        SetOf(_wholeByDay, day).Add(sessionId);
        if (open.TryGetDay(sessionId, out _))
            SetOf(_wholeAndOpenByDay, day).Add(sessionId);
    }

    private static SessionIdSet SetOf(Dictionary<int, SessionIdSet> byDay, int day) =>
        CollectionsMarshal.GetValueRefOrAddDefault(byDay, day, out _) ??= new SessionIdSet();

    private void Wait(SessionRows rows) => Hold(_waiting, rows);

    // Whatever finds its day there must meet what the day's unit holds already.
    private void Place(int day, SessionRows rows)
    {
        _touched.Add(day);
        if (!_days.TryGetValue(day, out SessionRun? run))
            _days.Add(day, run = new SessionRun());
        Hold(run, rows);
    }

    private void Hold(SessionRun run, SessionRows rows)
    {
        _heldBytes -= run.ByteCount;
        run.Add(rows);
        _heldBytes += run.ByteCount;
        long free = budgetBytes - Interlocked.Read(ref _takenBytes);
        if (_heldBytes > free)
            Spill(free / 2);
    }

    // The largest first: many small files would be slow to write and to merge.
    private void Spill(long leftBytes)
    {
        foreach (SessionRun run in _days.Values.Append(_waiting).OrderByDescending(run => run.ByteCount).ToArray())
        {
            if (_heldBytes <= leftBytes)
                break;
            _heldBytes -= run.ByteCount;
            run.Spill(temporaryFolder);
        }
    }
}
