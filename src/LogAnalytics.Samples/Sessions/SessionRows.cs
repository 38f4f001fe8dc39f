using LogAnalytics.Samples.Bytes;

namespace LogAnalytics.Samples.Sessions;

/// <summary>
/// The rows of one session, finished but not yet in a file: whole sessions are made at once and
/// then interleaved with the others by time. Objects are used again, so memory follows the sessions open at once.
/// </summary>
internal sealed class SessionRows
{
    private readonly record struct Row(long TimeMs, int Offset, int Length, Trial? Trial);

    private readonly List<Row> _rows = [];
    private readonly Utf8Builder _lines = new(16 * 1024);
    private readonly Utf8Builder _connectorField = new(64);
    private readonly Utf8Builder _local = new(64);
    private readonly Utf8Builder _remote = new(64);
    private int _next;

    public int Server { get; private set; }
    public long Ordinal { get; private set; }
    public ulong SessionId { get; private set; }
    public int Connector { get; private set; }

    /// <summary>Time that the next row gets.</summary>
    public long ClockMs { get; private set; }

    public bool HasAttributionError { get; set; }
    public bool HasAccepted { get; set; }
    public int RecipientCount { get; set; }

    public void Begin(int server, long ordinal, ulong sessionId, int connector, string connectorId, string remoteEndpoint, long startMs)
    {
        (Server, Ordinal, SessionId, Connector, ClockMs) = (server, ordinal, sessionId, connector, startMs);
        (HasAttributionError, HasAccepted, RecipientCount, _next) = (false, false, 0, 0);
        _rows.Clear();
        _lines.Clear();
        _local.Clear();
        _connectorField.Clear().AddField(System.Text.Encoding.UTF8.GetBytes(connectorId));
        _remote.Clear().Add(remoteEndpoint);
    }

    /// <summary>From now on rows carry the local endpoint: it is known once the connection stands.</summary>
    public void Connected(string address, int port) => _local.Clear().Add(address).Add((byte)':').Add(port);

    public void Wait(int milliseconds) => ClockMs += milliseconds;

    public void Add(char @event, ReadOnlySpan<byte> data, ReadOnlySpan<byte> context, Trial? trial = null)
    {
        int offset = _lines.Length;
        const byte Comma = (byte)',';
        _lines.AddTime(ClockMs).Add(Comma).Add(_connectorField.Written).Add(Comma).AddHex(SessionId, 16).Add(Comma)
            .Add(_rows.Count).Add(Comma).Add(_local.Written).Add(Comma).Add(_remote.Written).Add(Comma)
            .Add((byte)@event).Add(Comma).AddField(data).Add(Comma).AddField(context).Add("\r\n"u8);
        _rows.Add(new Row(ClockMs, offset, _lines.Length - offset, trial));
    }

    public bool IsDone => _next == _rows.Count;

    public long NextTimeMs => _rows[_next].TimeMs;

    public ReadOnlySpan<byte> TakeNext(out long timeMs, out Trial? trial)
    {
        Row row = _rows[_next++];
        (timeMs, trial) = (row.TimeMs, row.Trial);
        return _lines.Slice(row.Offset, row.Length);
    }
}
