using LogAnalytics.SendLogs.Rows;
using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.SendLogs.Sessions;

/// <summary>
/// Regroups the interleaved rows of one server and service by session id. A session is handed on at its disconnect;
/// one that goes quiet under memory pressure is handed on as a fragment and joined with its other fragments later.
/// </summary>
public sealed class SessionStitcher
{
    // Free buffers keep the size of the largest session they held: few and small ones are worth keeping.
    private const int MostFree = 256;
    private const int LargestFree = 1 << 16;

    private readonly Dictionary<byte[], SessionRows> _open = new(SessionIdComparer.Instance);
    private readonly Dictionary<byte[], SessionRows>.AlternateLookup<ReadOnlySpan<byte>> _openBySpan;
    private readonly Action<SessionRows> _onClosed;
    private readonly Stack<SessionRows> _free = new();
    private readonly long _maxOpenBytes;
    private readonly LogTexts _texts;
    private SessionRows? _last;
    private long _openBytes;

    /// <param name="texts">Where the rows' texts are kept.</param>
    /// <param name="onClosed">Takes each session or fragment.</param>
    /// <param name="maxOpenBytes">Memory for sessions that wait for more rows.</param>
    public SessionStitcher(LogTexts texts, Action<SessionRows> onClosed, long maxOpenBytes)
    {
        _texts = texts;
        _onClosed = onClosed;
        _maxOpenBytes = maxOpenBytes;
        _openBySpan = _open.GetAlternateLookup<ReadOnlySpan<byte>>();
    }

    public void Add(in SendLogRow row, LinePosition position, int fileRank)
    {
        SessionRows rows = RowsOf(row.SessionId);
        int before = rows.Capacity;
        rows.Add(row, position, fileRank);
        _openBytes += rows.Capacity - before;
        if (rows.EndsWithDisconnect)
            Close(rows);
        else if (_openBytes > _maxOpenBytes)
            CloseQuietest();
    }

    /// <summary>Hands on sessions without a row since the instant: many, failed connects above all, never log a disconnect.</summary>
    public void CloseQuietSince(long micros)
    {
        foreach (SessionRows rows in _open.Values.Where(rows => rows.LastTimeMicros < micros).ToArray())
            Close(rows);
    }

    /// <summary>Hands on all that is still open: the input has ended.</summary>
    public void CloseAll()
    {
        foreach (SessionRows rows in _open.Values)
            HandOn(rows);
        _open.Clear();
        _last = null;
        _openBytes = 0;
    }

    // Rows of one session often follow each other.
    private SessionRows RowsOf(ReadOnlySpan<byte> sessionId)
    {
        if (_last is { } last && sessionId.SequenceEqual(last.SessionId))
            return last;
        if (!_openBySpan.TryGetValue(sessionId, out SessionRows? rows))
        {
            rows = Fresh(sessionId);
            _open.Add(rows.SessionId, rows);
            _openBytes += rows.Capacity;
        }

        _last = rows;
        return rows;
    }

    private void Close(SessionRows rows)
    {
        _last = null;
        _open.Remove(rows.SessionId);
        HandOn(rows);
    }

    private void HandOn(SessionRows rows)
    {
        _openBytes -= rows.Capacity;
        _onClosed(rows);
    }

    /// <summary>Gives back rows that <c>onClosed</c> was handed and has copied: the buffer is used for another session.</summary>
    public void Recycle(SessionRows rows)
    {
        if (_free.Count < MostFree && rows.Capacity <= LargestFree)
            _free.Push(rows);
    }

    // The buffer used last is the warmest.
    private SessionRows Fresh(ReadOnlySpan<byte> sessionId)
    {
        if (!_free.TryPop(out SessionRows? rows))
            return new SessionRows(_texts, sessionId.ToArray());
        rows.Reuse(sessionId);
        return rows;
    }

    // The half that has been quiet for longest: sessions that never log a disconnect (failed connects) pile up here.
    private void CloseQuietest()
    {
        SessionRows[] byAge = [.. _open.Values];
        Array.Sort(byAge, (a, b) => a.LastTimeMicros.CompareTo(b.LastTimeMicros));
        foreach (SessionRows rows in byAge.AsSpan(0, (byAge.Length + 1) / 2))
            Close(rows);
    }
}
