using LogAnalytics.SendLogs.Rows;
using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.SendLogs.Sessions;

/// <summary>
/// Rows of one session id that came together, in the order they were read; whole or a fragment. Connector and endpoints, nearly always
/// the same in all of them, are kept once.
/// </summary>
public sealed partial class SessionRows
{
    /// <summary>Rows are shorter nearly always.</summary>
    public const int UsualRowBytes = 256;

    private byte[] _bytes;
    private int _start;
    private int _capacity;

    // Of the session before, in this buffer.
    private byte[] _lastLocalEndpoint = [];

    // The rows so far are 0, 1, 2, … in this order.
    private bool _isRun = true;

    // Where the last row stands; not known of rows that were unpacked, until others follow them.
    private RowCursor _cursor = RowCursor.Start;
    private bool _isCursorKnown = true;

    /// <param name="texts">What the rows' text numbers mean.</param>
    public SessionRows(LogTexts texts, byte[] sessionId, int capacity = 1024)
        : this(texts, sessionId, new byte[capacity], 0, capacity)
    {
    }

    private SessionRows(LogTexts texts, byte[] sessionId, byte[] bytes, int start, int capacity)
    {
        Texts = texts;
        SessionId = sessionId;
        _bytes = bytes;
        _start = start;
        _capacity = capacity;
    }

    public LogTexts Texts { get; }

    public byte[] SessionId { get; private set; }

    /// <summary>Of the first row; rows with others carry their own.</summary>
    public byte[] ConnectorId { get; private set; } = [];

    public byte[] RemoteEndpoint { get; private set; } = [];

    /// <summary>Of the first row that has one.</summary>
    public byte[] LocalEndpoint { get; private set; } = [];

    public int RowCount { get; private set; }

    public int ByteCount { get; private set; }

    public int Capacity => _capacity;

    public long FirstTimeMicros { get; private set; } = long.MaxValue;

    public long LastTimeMicros { get; private set; } = long.MinValue;

    /// <summary>What the fields of its rows have above <see cref="UsualRowBytes"/> each: so much more than usual do the rows take as columns.</summary>
    public long LongBytes { get; private set; }

    /// <summary>From sequence number 0 to the disconnect, every number once and in order: no more rows can come, save copies.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>The last row is a disconnect.</summary>
    public bool EndsWithDisconnect { get; private set; }

    // What the places of a row's parameters are counted in; they stay right when the buffer grows.
    internal ReadOnlySpan<byte> Bytes => _bytes.AsSpan(_start);

    internal ReadOnlyMemory<byte> MemoryOf(int start, int length) => _bytes.AsMemory(_start + start, length);

    internal ReadOnlyMemory<byte> OwnText(int at, int index) => RowCodec.OwnText(_bytes, _start + at, index);

    public void Add(in SendLogRow row, LinePosition position, int fileRank)
    {
        int text = Texts.NumberOf(row.Event, row.Data, row.Context, out TextParameters parameters);
        Add(row, position, fileRank, text, parameters, row.Event is [(byte)'-']);
    }

    /// <summary>Adds a row whose texts have their number already.</summary>
    /// <param name="text">With <see cref="LogTexts.None"/> the row's own texts count.</param>
    public void Add(in SendLogRow row, LinePosition position, int fileRank, int text, in TextParameters parameters, bool isDisconnect)
    {
        if (RowCount == 0)
            (ConnectorId, RemoteEndpoint) = (Same(ConnectorId, row.ConnectorId), Same(RemoteEndpoint, row.RemoteEndpoint));
        if (LocalEndpoint.Length == 0 && row.LocalEndpoint.Length > 0)
            LocalEndpoint = Put(_lastLocalEndpoint, row.LocalEndpoint);
        RowFrame frame = !row.RemoteEndpoint.SequenceEqual(RemoteEndpoint) || !row.ConnectorId.SequenceEqual(ConnectorId) ? RowFrame.Own
            : row.LocalEndpoint.IsEmpty ? RowFrame.Session
            : row.LocalEndpoint.SequenceEqual(LocalEndpoint) ? RowFrame.HasLocal
            : RowFrame.Own;
        int most = RowCodec.MostBytes(row, text, parameters);
        if (ByteCount + most > _capacity)
            Grow(ByteCount + most);
        if (!_isCursorKnown)
            FindCursor();
        ByteCount += RowCodec.Write(_bytes.AsSpan(_start + ByteCount), ref _cursor, row, position, fileRank, text, parameters, frame);
        Count(row.TimeMicros, row.SequenceNumber, isDisconnect);
        int texts = text >= 0 && row.Event.IsEmpty ? Texts[text].LengthWith(parameters) : row.Event.Length + row.Data.Length + row.Context.Length;
        int fields = SessionId.Length + row.ConnectorId.Length + row.LocalEndpoint.Length + row.RemoteEndpoint.Length + texts;
        if (fields > UsualRowBytes)
            LongBytes += fields - UsualRowBytes;
    }

    /// <summary>Takes over the rows of another fragment of the same session.</summary>
    public void Append(SessionRows other)
    {
        foreach (StoredRow row in other.Rows())
            Append(row);
    }

    /// <summary>Takes over a row as it is.</summary>
    public void Append(StoredRow row) => Append(row, new LinePosition(row.LineNumber, row.ByteOffset), row.FileRank);

    /// <summary>A copy of the row that stands elsewhere.</summary>
    public void Append(StoredRow row, LinePosition position, int fileRank)
    {
        SendLogRow whole = new()
        {
            TimeMicros = row.TimeMicros,
            SequenceNumber = row.SequenceNumber,
            ConnectorId = row.ConnectorId.Span,
            LocalEndpoint = row.LocalEndpoint.Span,
            RemoteEndpoint = row.RemoteEndpoint.Span,
        };
        if (row.TextNumber < 0)
        {
            whole.Event = row.Event.Span;
            whole.Data = row.Data.Span;
            whole.Context = row.Context.Span;
        }

        Add(whole, position, fileRank, row.TextNumber, row.Parameters, row.IsDisconnect);
    }

    /// <summary>Empty again, for another session; the buffers stay.</summary>
    public void Reuse(ReadOnlySpan<byte> sessionId)
    {
        SessionId = Put(SessionId, sessionId);
        (_lastLocalEndpoint, LocalEndpoint) = (LocalEndpoint.Length > 0 ? LocalEndpoint : _lastLocalEndpoint, []);
        RowCount = 0;
        ByteCount = 0;
        LongBytes = 0;
        FirstTimeMicros = long.MaxValue;
        LastTimeMicros = long.MinValue;
        IsWhole = EndsWithDisconnect = false;
        _isRun = true;
        _cursor = RowCursor.Start;
        _isCursorKnown = true;
    }

    /// <summary>The rows in stored order, all at once.</summary>
    public StoredRow[] ToArray()
    {
        StoredRow[] rows = new StoredRow[RowCount];
        CopyTo(rows);
        return rows;
    }

    /// <summary>The rows in stored order, into an array of at least <see cref="RowCount"/>.</summary>
    public void CopyTo(StoredRow[] rows)
    {
        int at = _start;
        RowCursor cursor = RowCursor.Start;
        for (int i = 0; i < RowCount; i++)
            rows[i] = RowCodec.Read(this, _bytes, _start, ref at, ref cursor);
    }

    /// <summary>The rows in stored order.</summary>
    public IEnumerable<StoredRow> Rows()
    {
        int at = _start;
        int end = _start + ByteCount;
        RowCursor cursor = RowCursor.Start;
        while (at < end)
            yield return RowCodec.Read(this, _bytes, _start, ref at, ref cursor);
    }

    private void Count(long timeMicros, int sequenceNumber, bool isDisconnect)
    {
        _isRun &= sequenceNumber == RowCount && !IsWhole;
        IsWhole = _isRun && isDisconnect;
        EndsWithDisconnect = isDisconnect;
        RowCount++;
        FirstTimeMicros = Math.Min(FirstTimeMicros, timeMicros);
        LastTimeMicros = Math.Max(LastTimeMicros, timeMicros);
    }

    // The session before in this buffer had the same connector and remote more often than not.
    private static byte[] Same(byte[] known, ReadOnlySpan<byte> value) => value.SequenceEqual(known) ? known : value.ToArray();

    // Into the array where it fits: what was there belonged to the session before.
    private static byte[] Put(byte[] target, ReadOnlySpan<byte> value)
    {
        if (target.Length != value.Length)
            return value.ToArray();
        value.CopyTo(target);
        return target;
    }

    // Into an array of its own: a block that this is a part of belongs to others too.
    private void Grow(int needed)
    {
        byte[] larger = new byte[Math.Max(_capacity * 2, needed)];
        Records.CopyTo(larger);
        (_bytes, _start, _capacity) = (larger, 0, larger.Length);
    }
}
