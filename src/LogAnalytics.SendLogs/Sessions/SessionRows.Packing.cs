using System.Buffers.Binary;
using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.SendLogs.Sessions;

/// <summary>Sessions that wait are bytes only, in large blocks and in spill files alike: objects are made of them when it is their turn.</summary>
public sealed partial class SessionRows
{
    // Length, four texts' lengths, first time, span, rows, bytes above the usual, flags, length of the records.
    private const int MostHeadBytes = sizeof(int) + (4 * 5) + sizeof(long) + 10 + 5 + 10 + 1 + 5;

    /// <summary>At most so many bytes does <see cref="Pack"/> need.</summary>
    public int MostPackedBytes =>
        checked(MostHeadBytes + SessionId.Length + ConnectorId.Length + LocalEndpoint.Length + RemoteEndpoint.Length + ByteCount);

    private ReadOnlySpan<byte> Records => _bytes.AsSpan(_start, ByteCount);

    /// <summary>Writes the session as bytes; they begin with their length.</summary>
    /// <returns>Bytes written.</returns>
    public int Pack(Span<byte> target)
    {
        int at = sizeof(int);
        PutText(target, ref at, SessionId);
        PutText(target, ref at, ConnectorId);
        PutText(target, ref at, LocalEndpoint);
        PutText(target, ref at, RemoteEndpoint);
        BinaryPrimitives.WriteInt64LittleEndian(target[at..], FirstTimeMicros);
        at += sizeof(long);
        RowCodec.Put(target, ref at, (ulong)(LastTimeMicros - FirstTimeMicros));
        RowCodec.Put(target, ref at, (ulong)RowCount);
        RowCodec.Put(target, ref at, (ulong)LongBytes);
        target[at++] = (byte)((_isRun ? 1 : 0) | (IsWhole ? 2 : 0) | (EndsWithDisconnect ? 4 : 0));
        PutText(target, ref at, Records);
        BinaryPrimitives.WriteInt32LittleEndian(target, at);
        return at;
    }

    /// <summary>The id of a packed session.</summary>
    public static ReadOnlySpan<byte> PackedId(byte[] block, int start)
    {
        int at = start + sizeof(int);
        int length = (int)RowCodec.Take(block, ref at);
        return block.AsSpan(at, length);
    }

    public static int PackedLength(byte[] block, int start) => BinaryPrimitives.ReadInt32LittleEndian(block.AsSpan(start));

    /// <summary>The session that was packed; its rows stay where they are in the block.</summary>
    /// <param name="texts">What the rows' text numbers mean.</param>
    /// <param name="before">Another session of the run: its connector and endpoints are shared where they are the same.</param>
    public static SessionRows Unpack(LogTexts texts, byte[] block, int start, SessionRows? before = null)
    {
        int at = start + sizeof(int);
        byte[] id = TakeText(block, ref at, []);
        byte[] connector = TakeText(block, ref at, before?.ConnectorId ?? []);
        byte[] local = TakeText(block, ref at, before?.LocalEndpoint ?? []);
        byte[] remote = TakeText(block, ref at, before?.RemoteEndpoint ?? []);
        long first = BinaryPrimitives.ReadInt64LittleEndian(block.AsSpan(at));
        at += sizeof(long);
        long last = first + (long)RowCodec.Take(block, ref at);
        int rows = (int)RowCodec.Take(block, ref at);
        long longBytes = (long)RowCodec.Take(block, ref at);
        byte flags = block[at++];
        int length = (int)RowCodec.Take(block, ref at);
        return new SessionRows(texts, id, block, at, length)
        {
            ConnectorId = connector,
            LocalEndpoint = local,
            RemoteEndpoint = remote,
            RowCount = rows,
            ByteCount = length,
            LongBytes = longBytes,
            FirstTimeMicros = first,
            LastTimeMicros = last,
            IsWhole = (flags & 2) != 0,
            EndsWithDisconnect = (flags & 4) != 0,
            _isRun = (flags & 1) != 0,
            _isCursorKnown = false,
        };
    }

    private static void PutText(Span<byte> target, ref int at, ReadOnlySpan<byte> text)
    {
        RowCodec.Put(target, ref at, (ulong)text.Length);
        text.CopyTo(target[at..]);
        at += text.Length;
    }

    private static byte[] TakeText(byte[] block, ref int at, byte[] known)
    {
        int length = (int)RowCodec.Take(block, ref at);
        ReadOnlySpan<byte> text = block.AsSpan(at, length);
        at += length;
        return Same(known, text);
    }

    private void FindCursor()
    {
        int at = _start;
        while (at < _start + ByteCount)
            RowCodec.Read(this, _bytes, _start, ref at, ref _cursor);
        _isCursorKnown = true;
    }
}
