namespace LogAnalytics.SendLogs.Sessions;

/// <summary>Rows of one session id that came together, in the order they were read; whole or a fragment.</summary>
public sealed class SessionRows
{
    private byte[] _bytes;
    private int _start;
    private int _capacity;

    public SessionRows(byte[] sessionId, int capacity = 4096)
        : this(sessionId, new byte[capacity], 0, capacity)
    {
    }

    private SessionRows(byte[] sessionId, byte[] bytes, int start, int capacity)
    {
        SessionId = sessionId;
        _bytes = bytes;
        _start = start;
        _capacity = capacity;
    }

    public byte[] SessionId { get; private set; }

    public int RowCount { get; private set; }

    public int ByteCount { get; private set; }

    public int Capacity => _capacity;

    public long FirstTimeMicros { get; private set; } = long.MaxValue;

    public long LastTimeMicros { get; private set; } = long.MinValue;

    // The rows so far are 0, 1, 2, … in this order.
    private bool _isRun = true;

    /// <summary>The records, one behind the other.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.AsMemory(_start, ByteCount);

    /// <summary>Takes over records as <see cref="Bytes"/> gave them.</summary>
    public static SessionRows FromRecords(byte[] sessionId, byte[] records, int length)
    {
        SessionRows session = new(sessionId, records, 0, length) { ByteCount = length };
        foreach (StoredRow row in session.Rows())
            session.Count(row.TimeMicros, row.SequenceNumber, IsDisconnect(row.Event.Span));
        return session;
    }

    /// <summary>From sequence number 0 to the disconnect, every number once and in order: no more rows can come, save copies.</summary>
    public bool IsWhole { get; private set; }

    /// <summary>Space for one more record, counted in.</summary>
    public Span<byte> Append(int recordBytes, long timeMicros, int sequenceNumber, bool isDisconnect)
    {
        if (ByteCount + recordBytes > _capacity)
            Grow(ByteCount + recordBytes);
        Span<byte> space = _bytes.AsSpan(_start + ByteCount, recordBytes);
        ByteCount += recordBytes;
        Count(timeMicros, sequenceNumber, isDisconnect);
        return space;
    }

    /// <summary>Takes over the rows of another fragment of the same session.</summary>
    public void Append(SessionRows other)
    {
        foreach (StoredRow row in other.Rows())
            Append(row);
    }

    /// <summary>The same rows in a part of a larger block, so that this object's own buffer can be used again.</summary>
    /// <param name="block">Holds at least <see cref="ByteCount"/> bytes from <paramref name="start"/>.</param>
    public SessionRows CopyInto(byte[] block, int start)
    {
        Bytes.Span.CopyTo(block.AsSpan(start));
        return new SessionRows(SessionId, block, start, ByteCount)
        {
            RowCount = RowCount,
            ByteCount = ByteCount,
            FirstTimeMicros = FirstTimeMicros,
            LastTimeMicros = LastTimeMicros,
            IsWhole = IsWhole,
            _isRun = _isRun,
        };
    }

    /// <summary>Empty again, for another session; the buffer stays.</summary>
    public void Reuse(byte[] sessionId)
    {
        SessionId = sessionId;
        RowCount = 0;
        ByteCount = 0;
        FirstTimeMicros = long.MaxValue;
        LastTimeMicros = long.MinValue;
        IsWhole = false;
        _isRun = true;
    }

    /// <summary>Takes a record over as it is.</summary>
    public void Append(StoredRow row) =>
        row.Bytes.Span.CopyTo(Append(row.Bytes.Length, row.TimeMicros, row.SequenceNumber, IsDisconnect(row.Event.Span)));

    /// <summary>The rows in stored order, all at once.</summary>
    public StoredRow[] ToArray()
    {
        StoredRow[] rows = new StoredRow[RowCount];
        int at = _start;
        for (int i = 0; i < rows.Length; i++)
        {
            int length = StoredRow.RecordLength(_bytes.AsSpan(at));
            rows[i] = new StoredRow(_bytes.AsMemory(at, length));
            at += length;
        }

        return rows;
    }

    /// <summary>The rows in stored order.</summary>
    public IEnumerable<StoredRow> Rows()
    {
        int at = 0;
        while (at < ByteCount)
        {
            int length = StoredRow.RecordLength(_bytes.AsSpan(_start + at));
            yield return new StoredRow(_bytes.AsMemory(_start + at, length));
            at += length;
        }
    }

    public static bool IsDisconnect(ReadOnlySpan<byte> logEvent) => logEvent.Length == 1 && logEvent[0] == (byte)'-';

    private void Count(long timeMicros, int sequenceNumber, bool isDisconnect)
    {
        _isRun &= sequenceNumber == RowCount && !IsWhole;
        IsWhole = _isRun && isDisconnect;
        RowCount++;
        FirstTimeMicros = Math.Min(FirstTimeMicros, timeMicros);
        LastTimeMicros = Math.Max(LastTimeMicros, timeMicros);
    }

    // Into an array of its own: a block that this is a part of belongs to others too.
    private void Grow(int needed)
    {
        byte[] larger = new byte[Math.Max(_capacity * 2, needed)];
        Bytes.Span.CopyTo(larger);
        (_bytes, _start, _capacity) = (larger, 0, larger.Length);
    }
}
