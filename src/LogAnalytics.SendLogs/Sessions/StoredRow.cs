using System.Buffers.Binary;
using LogAnalytics.SendLogs.Rows;

namespace LogAnalytics.SendLogs.Sessions;

/// <summary>
/// A row as it waits for the rest of its session: a fixed head with the end of each text, then the seven texts. The same layout is used in memory
/// and in spill files, so a session is moved by copying bytes.
/// </summary>
public readonly struct StoredRow(ReadOnlyMemory<byte> bytes)
{
    private const int TextCount = 7;
    private const int TimeAt = 4;
    private const int LineAt = 12;
    private const int OffsetAt = 20;
    private const int FileAt = 28;
    private const int SequenceAt = 32;
    private const int EndsAt = 36;
    private const int HeadBytes = EndsAt + (TextCount * sizeof(int));

    /// <summary>The whole record, its own length first.</summary>
    public ReadOnlyMemory<byte> Bytes => bytes;

    public long TimeMicros => BinaryPrimitives.ReadInt64LittleEndian(bytes.Span[TimeAt..]);

    public long LineNumber => BinaryPrimitives.ReadInt64LittleEndian(bytes.Span[LineAt..]);

    public long ByteOffset => BinaryPrimitives.ReadInt64LittleEndian(bytes.Span[OffsetAt..]);

    /// <summary>Rank of the row's file among the files of its server and service, in canonical order.</summary>
    public int FileRank => BinaryPrimitives.ReadInt32LittleEndian(bytes.Span[FileAt..]);

    public int SequenceNumber => BinaryPrimitives.ReadInt32LittleEndian(bytes.Span[SequenceAt..]);

    public ReadOnlyMemory<byte> ConnectorId => Text(0);

    public ReadOnlyMemory<byte> SessionId => Text(1);

    public ReadOnlyMemory<byte> LocalEndpoint => Text(2);

    public ReadOnlyMemory<byte> RemoteEndpoint => Text(3);

    public ReadOnlyMemory<byte> Event => Text(4);

    public ReadOnlyMemory<byte> Data => Text(5);

    public ReadOnlyMemory<byte> Context => Text(6);

    /// <summary>The seven texts with their ends: equal for two copies of one row.</summary>
    public ReadOnlySpan<byte> Content => bytes.Span[EndsAt..];

    /// <summary>The seven texts, one behind the other.</summary>
    public ReadOnlySpan<byte> AllTexts => bytes.Span[HeadBytes..];

    /// <summary>The row as spans into this record.</summary>
    public SendLogRow ToRow() => new()
    {
        TimeMicros = TimeMicros,
        SequenceNumber = SequenceNumber,
        ConnectorId = ConnectorId.Span,
        SessionId = SessionId.Span,
        LocalEndpoint = LocalEndpoint.Span,
        RemoteEndpoint = RemoteEndpoint.Span,
        Event = Event.Span,
        Data = Data.Span,
        Context = Context.Span,
    };

    public static int SizeOf(in SendLogRow row) =>
        HeadBytes + row.ConnectorId.Length + row.SessionId.Length + row.LocalEndpoint.Length + row.RemoteEndpoint.Length
        + row.Event.Length + row.Data.Length + row.Context.Length;

    /// <summary>Length of the record that starts here.</summary>
    public static int RecordLength(ReadOnlySpan<byte> record) => BinaryPrimitives.ReadInt32LittleEndian(record);

    /// <summary>Ranks change when files join a group; the rest of a record does not.</summary>
    public static void SetFileRank(Span<byte> record, int fileRank) =>
        BinaryPrimitives.WriteInt32LittleEndian(record[FileAt..], fileRank);

    /// <summary>A copy of the record that stands elsewhere.</summary>
    public static void SetPlace(Span<byte> record, LinePosition position, int fileRank)
    {
        BinaryPrimitives.WriteInt64LittleEndian(record[LineAt..], position.LineNumber);
        BinaryPrimitives.WriteInt64LittleEndian(record[OffsetAt..], position.ByteOffset);
        SetFileRank(record, fileRank);
    }

    public static void Write(Span<byte> target, in SendLogRow row, LinePosition position, int fileRank)
    {
        BinaryPrimitives.WriteInt32LittleEndian(target, target.Length);
        BinaryPrimitives.WriteInt64LittleEndian(target[TimeAt..], row.TimeMicros);
        BinaryPrimitives.WriteInt64LittleEndian(target[LineAt..], position.LineNumber);
        BinaryPrimitives.WriteInt64LittleEndian(target[OffsetAt..], position.ByteOffset);
        BinaryPrimitives.WriteInt32LittleEndian(target[FileAt..], fileRank);
        BinaryPrimitives.WriteInt32LittleEndian(target[SequenceAt..], row.SequenceNumber);
        int at = HeadBytes;
        Put(target, 0, row.ConnectorId, ref at);
        Put(target, 1, row.SessionId, ref at);
        Put(target, 2, row.LocalEndpoint, ref at);
        Put(target, 3, row.RemoteEndpoint, ref at);
        Put(target, 4, row.Event, ref at);
        Put(target, 5, row.Data, ref at);
        Put(target, 6, row.Context, ref at);
    }

    private static void Put(Span<byte> target, int index, ReadOnlySpan<byte> text, ref int at)
    {
        text.CopyTo(target[at..]);
        at += text.Length;
        BinaryPrimitives.WriteInt32LittleEndian(target[(EndsAt + (index * sizeof(int)))..], at);
    }

    private ReadOnlyMemory<byte> Text(int index)
    {
        ReadOnlySpan<byte> ends = bytes.Span[EndsAt..];
        int start = index == 0 ? HeadBytes : BinaryPrimitives.ReadInt32LittleEndian(ends[((index - 1) * sizeof(int))..]);
        int end = BinaryPrimitives.ReadInt32LittleEndian(ends[(index * sizeof(int))..]);
        return bytes[start..end];
    }
}
