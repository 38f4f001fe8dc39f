namespace LogAnalytics.SendLogs.Sessions;

/// <summary>Rows of one session id that came together, in the order they were read; whole or a fragment.</summary>
public sealed class SessionRows
{
    private byte[] _bytes;

    public SessionRows(byte[] sessionId, int capacity = 2048)
    {
        SessionId = sessionId;
        _bytes = new byte[capacity];
    }

    /// <summary>Takes over records as <see cref="Bytes"/> gave them.</summary>
    public static SessionRows FromRecords(byte[] sessionId, byte[] records)
    {
        SessionRows session = new(sessionId, 0) { _bytes = records, ByteCount = records.Length };
        foreach (StoredRow row in session.Rows())
            session.Count(row.TimeMicros, row.SequenceNumber, IsDisconnect(row.Event.Span));
        return session;
    }

    public byte[] SessionId { get; }

    public int RowCount { get; private set; }

    public int ByteCount { get; private set; }

    public int Capacity => _bytes.Length;

    public long FirstTimeMicros { get; private set; } = long.MaxValue;

    public long LastTimeMicros { get; private set; } = long.MinValue;

    public int LowestSequenceNumber { get; private set; } = int.MaxValue;

    /// <summary>The row <c>-</c> was seen.</summary>
    public bool HasDisconnect { get; private set; }

    /// <summary>The records, one behind the other.</summary>
    public ReadOnlyMemory<byte> Bytes => _bytes.AsMemory(0, ByteCount);

    /// <summary>A session whose first rows are elsewhere: cut off, or in another fragment.</summary>
    public bool IsHeadless => LowestSequenceNumber > 0;

    public int HighestSequenceNumber { get; private set; } = -1;

    /// <summary>From the first row to the disconnect without a hole: no more rows can come, save copies.</summary>
    public bool IsWhole => !IsHeadless && HasDisconnect && RowCount == HighestSequenceNumber + 1L;

    /// <summary>Space for one more record, counted in.</summary>
    public Span<byte> Append(int recordBytes, long timeMicros, int sequenceNumber, bool isDisconnect)
    {
        if (ByteCount + recordBytes > _bytes.Length)
            Array.Resize(ref _bytes, Math.Max(_bytes.Length * 2, ByteCount + recordBytes));
        Span<byte> space = _bytes.AsSpan(ByteCount, recordBytes);
        ByteCount += recordBytes;
        Count(timeMicros, sequenceNumber, isDisconnect);
        return space;
    }

    /// <summary>Takes over the rows of another fragment of the same session.</summary>
    public void Append(SessionRows other)
    {
        foreach (StoredRow row in other.Rows())
            row.Bytes.Span.CopyTo(Append(row.Bytes.Length, row.TimeMicros, row.SequenceNumber, IsDisconnect(row.Event.Span)));
    }

    /// <summary>Gives back the space that was allotted ahead.</summary>
    public void Trim()
    {
        if (_bytes.Length - ByteCount > 256)
            Array.Resize(ref _bytes, ByteCount);
    }

    /// <summary>The rows in stored order.</summary>
    public IEnumerable<StoredRow> Rows()
    {
        int at = 0;
        while (at < ByteCount)
        {
            int length = StoredRow.RecordLength(_bytes.AsSpan(at));
            yield return new StoredRow(_bytes.AsMemory(at, length));
            at += length;
        }
    }

    private void Count(long timeMicros, int sequenceNumber, bool isDisconnect)
    {
        RowCount++;
        FirstTimeMicros = Math.Min(FirstTimeMicros, timeMicros);
        LastTimeMicros = Math.Max(LastTimeMicros, timeMicros);
        LowestSequenceNumber = Math.Min(LowestSequenceNumber, sequenceNumber);
        HighestSequenceNumber = Math.Max(HighestSequenceNumber, sequenceNumber);
        HasDisconnect |= isDisconnect;
    }

    public static bool IsDisconnect(ReadOnlySpan<byte> logEvent) => logEvent.Length == 1 && logEvent[0] == (byte)'-';
}
