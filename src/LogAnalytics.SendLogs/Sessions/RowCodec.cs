using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.CompilerServices;
using LogAnalytics.SendLogs.Rows;
using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.SendLogs.Sessions;

/// <summary>
/// Rows of a session as bytes, in memory and in spill files alike, so that a session is moved by copying: each number as the difference
/// to the row before, in one, two, four or eight bytes; some twenty bytes for a row of a hundred and eighty.
/// </summary>
internal static class RowCodec
{
    private const long MicrosPerMilli = 1000;
    private const int OwnTexts = 6;

    // Frame and widths, four numbers and one that is rare in eight bytes each, four of at most ten; eight are written at once.
    private const int MostHeadBytes = 2 + (4 * 8) + (5 * 10) + 8;

    // Of a number with so many whole bytes below its highest.
    private static ReadOnlySpan<byte> WidthOf => [0, 1, 2, 2, 3, 3, 3, 3];

    /// <summary>At most so many bytes does <see cref="Write"/> need.</summary>
    public static int MostBytes(in SendLogRow row, int text, in TextParameters parameters) =>
        MostHeadBytes + parameters.First.Length + parameters.Second.Length + parameters.Third.Length
        + (OwnTexts * sizeof(int)) + row.ConnectorId.Length + row.LocalEndpoint.Length + row.RemoteEndpoint.Length
        + (text >= 0 ? 0 : row.Event.Length + row.Data.Length + row.Context.Length);

    /// <returns>Bytes written.</returns>
    public static int Write(
        Span<byte> target, ref RowCursor cursor, in SendLogRow row, LinePosition position, int fileRank, int text, in TextParameters parameters, RowFrame frame)
    {
        long time = row.TimeMicros - cursor.TimeMicros;
        if (time % MicrosPerMilli != 0)
            frame |= RowFrame.Micros;
        else
            time /= MicrosPerMilli;
        long skipped = (long)row.SequenceNumber - cursor.SequenceNumber - 1;
        if (skipped != 0)
            frame |= RowFrame.OtherSequence;
        if (fileRank != cursor.FileRank)
            frame |= RowFrame.OtherFile;
        bool hasParameters = parameters.First.Length + parameters.Second.Length + parameters.Third.Length > 0;
        if (hasParameters)
            frame |= RowFrame.HasParameters;
        target[0] = (byte)frame;
        int at = 2;
        int widths = PutWide(target, ref at, ZigZag(time))
            | (PutWide(target, ref at, ZigZag(position.LineNumber - cursor.LineNumber)) << 2)
            | (PutWide(target, ref at, ZigZag(position.ByteOffset - cursor.ByteOffset)) << 4)
            | (PutWide(target, ref at, (ulong)(text + 1)) << 6);
        target[1] = (byte)widths;
        if (skipped != 0)
            Put(target, ref at, ZigZag(skipped));
        if ((frame & RowFrame.OtherFile) != 0)
            Put(target, ref at, ZigZag((long)fileRank - cursor.FileRank));
        if (hasParameters)
        {
            Put(target, ref at, (ulong)parameters.First.Length);
            Put(target, ref at, (ulong)parameters.Second.Length);
            Put(target, ref at, (ulong)parameters.Third.Length);
            Put(target, ref at, parameters.First);
            Put(target, ref at, parameters.Second);
            Put(target, ref at, parameters.Third);
        }

        if ((frame & RowFrame.Own) != 0 || text < 0)
            PutOwn(target, ref at, row, text);
        cursor.TimeMicros = row.TimeMicros;
        cursor.LineNumber = position.LineNumber;
        cursor.ByteOffset = position.ByteOffset;
        cursor.FileRank = fileRank;
        cursor.SequenceNumber = row.SequenceNumber;
        return at;
    }

    /// <summary>Reads the row at <paramref name="at"/>, and moves both on.</summary>
    /// <param name="origin">Where the session's bytes begin in the block.</param>
    public static StoredRow Read(SessionRows session, byte[] block, int origin, ref int at, ref RowCursor cursor)
    {
        RowFrame frame = (RowFrame)block[at++];
        int widths = block[at++];
        long time = Signed(TakeWide(block, ref at, widths));
        cursor.TimeMicros += (frame & RowFrame.Micros) != 0 ? time : time * MicrosPerMilli;
        cursor.LineNumber += Signed(TakeWide(block, ref at, widths >> 2));
        cursor.ByteOffset += Signed(TakeWide(block, ref at, widths >> 4));
        int text = (int)TakeWide(block, ref at, widths >> 6) - 1;
        cursor.SequenceNumber++;
        if ((frame & RowFrame.OtherSequence) != 0)
            cursor.SequenceNumber = (int)(cursor.SequenceNumber + Signed(Take(block, ref at)));
        if ((frame & RowFrame.OtherFile) != 0)
            cursor.FileRank = (int)(cursor.FileRank + Signed(Take(block, ref at)));
        int first = 0, second = 0, third = 0;
        if ((frame & RowFrame.HasParameters) != 0)
        {
            first = (int)Take(block, ref at);
            second = (int)Take(block, ref at);
            third = (int)Take(block, ref at);
        }

        int start = at - origin;
        at += first + second + third;
        int end = at - origin;
        if ((frame & RowFrame.Own) != 0 || text < 0)
            at += BitConverter.ToInt32(block, at + ((OwnTexts - 1) * sizeof(int)));
        return new StoredRow(session, cursor, text, frame, start, start + first, start + first + second, end);
    }

    /// <param name="at">Where the ends of the own texts stand, each counted from here.</param>
    public static ReadOnlyMemory<byte> OwnText(byte[] block, int at, int index)
    {
        int start = index == 0 ? OwnTexts * sizeof(int) : BitConverter.ToInt32(block, at + ((index - 1) * sizeof(int)));
        int end = BitConverter.ToInt32(block, at + (index * sizeof(int)));
        return block.AsMemory(at + start, end - start);
    }

    private static void PutOwn(Span<byte> target, ref int at, in SendLogRow row, int text)
    {
        int ends = at;
        at += OwnTexts * sizeof(int);
        PutEnded(target, ref at, ends, 0, row.ConnectorId);
        PutEnded(target, ref at, ends, 1, row.LocalEndpoint);
        PutEnded(target, ref at, ends, 2, row.RemoteEndpoint);
        PutEnded(target, ref at, ends, 3, text >= 0 ? [] : row.Event);
        PutEnded(target, ref at, ends, 4, text >= 0 ? [] : row.Data);
        PutEnded(target, ref at, ends, 5, text >= 0 ? [] : row.Context);
    }

    private static void PutEnded(Span<byte> target, ref int at, int ends, int index, ReadOnlySpan<byte> bytes)
    {
        Put(target, ref at, bytes);
        BitConverter.TryWriteBytes(target[(ends + (index * sizeof(int)))..], at - ends);
    }

    private static void Put(Span<byte> target, ref int at, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(target[at..]);
        at += bytes.Length;
    }

    // Small negative numbers are small numbers too.
    private static ulong ZigZag(long value) => (ulong)((value << 1) ^ (value >> 63));

    private static long Signed(ulong zigZag) => (long)(zigZag >> 1) ^ -(long)(zigZag & 1);

    // In 1, 2, 4 or 8 bytes; returns which: 0 to 3. No branch, as what comes next cannot be foretold.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int PutWide(Span<byte> target, ref int at, ulong value)
    {
        BinaryPrimitives.WriteUInt64LittleEndian(target[at..], value);
        int bits = BitOperations.Log2(value | 1);
        int width = WidthOf[bits >> 3];
        at += 1 << width;
        return width;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ulong TakeWide(byte[] block, ref int at, int width)
    {
        width &= 3;
        int start = at;
        at += 1 << width;
        // The block may end with this row.
        ulong value = block.Length - start >= sizeof(ulong) ? BinaryPrimitives.ReadUInt64LittleEndian(block.AsSpan(start)) : TakeLast(block, start);
        return value & (ulong.MaxValue >> (64 - (8 << width)));
    }

    private static ulong TakeLast(byte[] block, int start)
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        bytes.Clear();
        block.AsSpan(start).CopyTo(bytes);
        return BinaryPrimitives.ReadUInt64LittleEndian(bytes);
    }

    public static void Put(Span<byte> target, ref int at, ulong value)
    {
        while (value >= 0x80)
        {
            target[at++] = (byte)(value | 0x80);
            value >>= 7;
        }

        target[at++] = (byte)value;
    }

    public static ulong Take(byte[] block, ref int at)
    {
        ulong value = block[at++];
        if (value < 0x80)
            return value;
        value &= 0x7F;
        for (int shift = 7; ; shift += 7)
        {
            ulong next = block[at++];
            value |= (next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
    }
}
