using LogAnalytics.SendLogs.Rows;
using LogAnalytics.SendLogs.Sessions;

namespace LogAnalytics.Lake.Units;

/// <summary>The sessions of one day, each once, in order of session id. Dispose when they are written.</summary>
public sealed record SpooledUnit(int Day, IEnumerable<SessionRows> Sessions, ByteArena Arena) : IDisposable
{
    public void Dispose() => Arena.Release();
}

/// <summary>
/// Collects the sessions of one server and service by UTC day of their first row. Beyond its memory budget it writes sorted
/// runs to temporary files; a unit merges them by session id, so the fragments of a session meet.
/// </summary>
public sealed class UnitSpool : IDisposable
{
    private readonly string _temporaryFolder;
    private readonly long _budgetBytes;
    private readonly SortedDictionary<int, Day> _days = [];
    private readonly Dictionary<byte[], int> _unfinished = new(SessionIdComparer.Instance);
    private readonly List<SessionRows> _headless = [];
    private readonly ByteArena _headlessArena = new();

    public UnitSpool(string temporaryFolder, long budgetBytes)
    {
        _temporaryFolder = temporaryFolder;
        _budgetBytes = budgetBytes;
    }

    /// <summary>Copies the rows; the caller may use its buffer again.</summary>
    public void Add(SessionRows session)
    {
        // A fragment without its first rows may belong to a session that began days before: place it when all is read.
        if (session.IsHeadless)
        {
            _headless.Add(_headlessArena.Store(session));
            return;
        }

        int day = LogTime.Day(session.FirstTimeMicros);
        if (!session.IsWhole)
            _unfinished[session.SessionId] = _unfinished.TryGetValue(session.SessionId, out int known) ? Math.Min(known, day) : day;
        Place(session, day);
    }

    /// <summary>The days that wait to be written.</summary>
    public IEnumerable<int> Days => _days.Keys;

    /// <summary>Adds to a known day: a row that was written there before.</summary>
    public void AddTo(int day, SessionRows session) => Place(session, day);

    /// <summary>Days before this one, as far as they are collected; they may come again with late rows.</summary>
    public IEnumerable<SpooledUnit> TakeBefore(int day)
    {
        foreach (int ready in _days.Keys.Where(key => key < day).ToArray())
            yield return Take(ready);
    }

    /// <summary>All that is left. Call once, after the last <see cref="Add"/> and <see cref="PlaceHeadless"/>.</summary>
    public IEnumerable<SpooledUnit> TakeAll()
    {
        foreach (int ready in _days.Keys.ToArray())
            yield return Take(ready);
    }

    public void Dispose()
    {
        foreach (string path in _days.Values.SelectMany(day => day.Runs))
            File.Delete(path);
    }

    private SpooledUnit Take(int key)
    {
        _days.Remove(key, out Day? day);
        day!.Held.Sort(BySessionId);
        List<IEnumerable<SessionRows>> runs = [day.Held, .. day.Runs.Select(SpillFile.ReadAndDelete)];
        return new SpooledUnit(key, SessionMerge.Merge(runs), day.Arena);
    }

    private void Place(SessionRows session, int key)
    {
        if (!_days.TryGetValue(key, out Day? day))
            _days.Add(key, day = new Day());
        day.Held.Add(day.Arena.Store(session));
        if (_days.Values.Sum(held => held.Arena.ByteCount) + _headlessArena.ByteCount > _budgetBytes)
            Spill();
    }

    /// <summary>
    /// Fragments without their first rows go to the day where their session began; where no beginning is known, to the day of the
    /// earliest fragment.
    /// </summary>
    public void PlaceHeadless()
    {
        Dictionary<byte[], int> earliest = new(SessionIdComparer.Instance);
        foreach (SessionRows fragment in _headless)
        {
            int day = LogTime.Day(fragment.FirstTimeMicros);
            earliest[fragment.SessionId] = earliest.TryGetValue(fragment.SessionId, out int known) ? Math.Min(known, day) : day;
        }

        foreach (SessionRows fragment in _headless)
            Place(fragment, _unfinished.TryGetValue(fragment.SessionId, out int day) ? day : earliest[fragment.SessionId]);
        _headless.Clear();
        _headlessArena.Release();
    }

    private void Spill()
    {
        foreach (Day day in _days.Values.Where(day => day.Held.Count > 0))
        {
            day.Held.Sort(BySessionId);
            string path = Path.Combine(_temporaryFolder, $".spill-{Guid.NewGuid():N}");
            SpillFile.Write(path, day.Held);
            day.Runs.Add(path);
            day.Held.Clear();
            day.Arena.Release();
        }
    }

    private static int BySessionId(SessionRows a, SessionRows b) => a.SessionId.AsSpan().SequenceCompareTo(b.SessionId);

    private sealed class Day
    {
        public List<SessionRows> Held { get; } = [];

        public List<string> Runs { get; } = [];

        public ByteArena Arena { get; } = new();
    }
}
