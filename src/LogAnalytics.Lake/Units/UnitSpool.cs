using LogAnalytics.SendLogs.Rows;
using LogAnalytics.SendLogs.Sessions;

namespace LogAnalytics.Lake.Units;

/// <summary>
/// Collects the sessions of one server and service by UTC day of their first row. Beyond its memory budget it writes sorted
/// runs to temporary files; <see cref="Units"/> merges them by session id, so the fragments of a session meet.
/// </summary>
public sealed class UnitSpool : IDisposable
{
    private readonly string _temporaryFolder;
    private readonly long _budgetBytes;
    private readonly SortedDictionary<int, List<SessionRows>> _byDay = [];
    private readonly SortedDictionary<int, List<string>> _runs = [];
    private readonly Dictionary<byte[], int> _unfinished = new(SessionIdComparer.Instance);
    private readonly List<SessionRows> _headless = [];
    private long _heldBytes;
    private int _runNumber;

    public UnitSpool(string temporaryFolder, long budgetBytes)
    {
        _temporaryFolder = temporaryFolder;
        _budgetBytes = budgetBytes;
    }

    public void Add(SessionRows session)
    {
        // A fragment without its first rows may belong to a session that began days before: place it when all is read.
        if (session.IsHeadless)
        {
            _headless.Add(session);
            _heldBytes += session.Capacity;
            return;
        }

        int day = LogTime.Day(session.FirstTimeMicros);
        if (!session.IsWhole)
            _unfinished[session.SessionId] = _unfinished.TryGetValue(session.SessionId, out int known) ? Math.Min(known, day) : day;
        Place(session, day);
    }

    /// <summary>The days with their sessions, each in order of session id. Call once, after the last <see cref="Add"/>.</summary>
    public IEnumerable<(int Day, IEnumerable<SessionRows> Sessions)> Units()
    {
        PlaceHeadless();
        foreach (int day in _byDay.Keys.Union(_runs.Keys).Order().ToArray())
        {
            List<IEnumerable<SessionRows>> runs = [];
            if (_byDay.Remove(day, out List<SessionRows>? held))
            {
                held.Sort(BySessionId);
                runs.Add(held);
            }

            runs.AddRange(_runs.GetValueOrDefault(day, []).Select(SpillFile.Read));
            yield return (day, SessionMerge.Merge(runs));
        }
    }

    public void Dispose()
    {
        foreach (string path in _runs.Values.SelectMany(paths => paths))
            File.Delete(path);
    }

    private void Place(SessionRows session, int day)
    {
        if (!_byDay.TryGetValue(day, out List<SessionRows>? sessions))
            _byDay.Add(day, sessions = []);
        sessions.Add(session);
        _heldBytes += session.Capacity;
        if (_heldBytes > _budgetBytes)
            Spill();
    }

    // To the day where the session began; where no beginning is known, to the day of the earliest fragment.
    private void PlaceHeadless()
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
    }

    private void Spill()
    {
        foreach ((int day, List<SessionRows> sessions) in _byDay)
        {
            sessions.Sort(BySessionId);
            string path = Path.Combine(_temporaryFolder, $".spill-{Guid.NewGuid():N}-{_runNumber++}");
            SpillFile.Write(path, sessions);
            if (!_runs.TryGetValue(day, out List<string>? paths))
                _runs.Add(day, paths = []);
            paths.Add(path);
        }

        _byDay.Clear();
        _heldBytes = _headless.Sum(fragment => (long)fragment.Capacity);
    }

    private static int BySessionId(SessionRows a, SessionRows b) => a.SessionId.AsSpan().SequenceCompareTo(b.SessionId);
}
