using LogAnalytics.SendLogs.Sessions;

namespace LogAnalytics.Lake.Units;

/// <summary>
/// Where the sessions of one server and service are that did not begin and end within one day: rows that come later may belong to
/// them, whatever day they are of. All other sessions are found by the day of their rows.
/// </summary>
public sealed class OpenSessions
{
    private readonly Dictionary<byte[], OpenSession> _byId = new(SessionIdComparer.Instance);

    public OpenSessions(IEnumerable<OpenSession> known)
    {
        foreach (OpenSession session in known)
            Add(session);
    }

    /// <summary>In order of session id.</summary>
    public IReadOnlyList<OpenSession> All => [.. _byId.Values.OrderBy(session => session.SessionId, Comparer<byte[]>.Create((a, b) => a.AsSpan().SequenceCompareTo(b)))];

    public bool TryGetDay(byte[] sessionId, out int day)
    {
        bool found = _byId.TryGetValue(sessionId, out OpenSession? session);
        day = session?.Day ?? 0;
        return found;
    }

    public void Add(OpenSession session) => _byId[session.SessionId] = session;

    /// <summary>The unit is read back and will be written again.</summary>
    public void RemoveUnit(int day)
    {
        foreach (OpenSession session in _byId.Values.Where(session => session.Day == day).ToArray())
            _byId.Remove(session.SessionId);
    }

    /// <summary>Units before a day that hold rows of that day or later.</summary>
    public IEnumerable<int> UnitsReaching(int day) =>
        _byId.Values.Where(session => session.Day < day && session.LastDay >= day).Select(session => session.Day).Distinct();
}

/// <summary>A session that is not whole, or not of one day.</summary>
/// <param name="Day">Of the unit that holds it: days since 1970.</param>
/// <param name="LastDay">Of its last row.</param>
public sealed record OpenSession(byte[] SessionId, int Day, int LastDay);
