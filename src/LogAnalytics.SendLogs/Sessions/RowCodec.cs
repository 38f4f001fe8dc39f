using LogAnalytics.SendLogs.Rows;
using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.SendLogs.Sessions;

/// <summary>
/// Rows of a session as bytes, in memory and in spill files alike, so that a session is moved by copying: each number as the difference
/// to the row before, seven bits a byte; some twenty bytes for a row of a hundred and eighty.
/// </summary>
internal static class RowCodec
{
    private const long MicrosPerMilli = 1000;
    private const int OwnTexts = 6;

    // Frame, five differences, the text's number, the ends of the parameters: ten bytes at most for each.
    private const int MostHeadBytes = 1 + (9 * 10);

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
        if (fileRank != cursor.FileRank)
            frame |= RowFrame.OtherFile;
        bool hasParameters = parameters.First.Length + parameters.Second.Length + parameters.Third.Length > 0;
        if (hasParameters)
            frame |= RowFrame.HasParameters;
        target[0] = (byte)frame;
        int at = 1;
        PutSigned(target, ref at, time);
        PutSigned(target, ref at, position.LineNumber - cursor.LineNumber);
        PutSigned(target, ref at, position.ByteOffset - cursor.ByteOffset);
        PutSigned(target, ref at, (long)row.SequenceNumber - cursor.SequenceNumber - 1);
        Put(target, ref at, (ulong)(text + 1));
        if ((frame & RowFrame.OtherFile) != 0)
            PutSigned(target, ref at, (long)fileRank - cursor.FileRank);
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
    public static StoredRow Read(SessionRows session, byte[] block, ref int at, ref RowCursor cursor)
    {
        RowFrame frame = (RowFrame)block[at++];
        long time = TakeSigned(block, ref at);
        cursor.TimeMicros += (frame & RowFrame.Micros) != 0 ? time : time * MicrosPerMilli;
        cursor.LineNumber += TakeSigned(block, ref at);
        cursor.ByteOffset += TakeSigned(block, ref at);
        cursor.SequenceNumber = (int)(cursor.SequenceNumber + 1 + TakeSigned(block, ref at));
        int text = (int)Take(block, ref at) - 1;
        if ((frame & RowFrame.OtherFile) != 0)
            cursor.FileRank = (int)(cursor.FileRank + TakeSigned(block, ref at));
        int first = 0, second = 0, third = 0;
        if ((frame & RowFrame.HasParameters) != 0)
        {
            first = (int)Take(block, ref at);
            second = (int)Take(block, ref at);
            third = (int)Take(block, ref at);
        }

        int start = at;
        at += first + second + third;
        StoredRow row = new(session, cursor, text, frame, block, start, start + first, start + first + second, at);
        if ((frame & RowFrame.Own) != 0 || text < 0)
            at += BitConverter.ToInt32(block, at + ((OwnTexts - 1) * sizeof(int)));
        return row;
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

    // Zigzag: small negative numbers are short too.
    private static void PutSigned(Span<byte> target, ref int at, long value) => Put(target, ref at, (ulong)((value << 1) ^ (value >> 63)));

    private static long TakeSigned(byte[] block, ref int at)
    {
        ulong value = Take(block, ref at);
        return (long)(value >> 1) ^ -(long)(value & 1);
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
