using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using LogAnalytics.SendLogs.Lines;

namespace LogAnalytics.SendLogs.Rows;

/// <summary>
/// Rows that are spelled as Exchange spells them, nearly all, read off the index of their block. Says no to every other line: what
/// <see cref="SendLogRow.TryParse"/> makes of that one counts. Of a row that is read both give the same.
/// </summary>
/// <param name="mostBytes">Of a block.</param>
internal sealed class UsualRowReader(int mostBytes)
{
    // Values of one row whose doubled quotes were made single; together no longer than the row.
    private readonly byte[] _single = new byte[mostBytes];
    private MinuteClock _clock = new();

    /// <summary>The line end of the file: rows that end otherwise are not usual.</summary>
    public LineEnd UsualEnd { get; set; }

    /// <summary>Reads the line at <paramref name="start"/>; returns how many positions of the index it takes, 0 if it is not usual.</summary>
    /// <param name="block">Indexed bytes.</param>
    /// <param name="start">Of the line.</param>
    /// <param name="index">Positions from the line's first one on.</param>
    /// <param name="row">All fields are set if it is usual.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public int Read(ReadOnlySpan<byte> block, int start, ReadOnlySpan<int> index, ref SendLogRow row)
    {
        const int count = QuotedLine.FieldCount;
        if (index.Length < count)
            return 0;
        ReadOnlySpan<int> ends = index[..count];
        if (!AreCommasAndLineFeed(block, ends))
            return ReadQuoted(block, start, index, ref row);
        return TryRead(block, start, ends, ref row) ? count : 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool AreCommasAndLineFeed(ReadOnlySpan<byte> block, ReadOnlySpan<int> ends)
    {
        // Positions of the index are positions in the block.
        ref byte bytes = ref MemoryMarshal.GetReference(block);
        int different = Unsafe.Add(ref bytes, ends[8]) ^ '\n';
        for (int i = 0; i < 8; i++)
            different |= Unsafe.Add(ref bytes, ends[i]) ^ ',';
        return different == 0;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private int ReadQuoted(ReadOnlySpan<byte> block, int start, ReadOnlySpan<int> index, ref SendLogRow row)
    {
        QuotedLine line = new(stackalloc int[QuotedLine.FieldCount]);
        // A time or a number in quotes is none as it stands, and not usual.
        if (!line.TryRead(block, start, index) || !TryRead(block, start, line.Ends, ref row))
            return 0;
        int used = 0;
        for (int field = (int)Field.ConnectorId; field <= (int)Field.Context; field++)
        {
            if ((line.Quoted & (1 << field)) == 0)
                continue;
            ref ReadOnlySpan<byte> value = ref Value(ref row, (Field)field);
            value = value[1..^1];
            if ((line.Doubled & (1 << field)) != 0)
                value = Single(value, ref used);
        }

        return line.Length;
    }

    private ReadOnlySpan<byte> Single(scoped ReadOnlySpan<byte> text, scoped ref int used)
    {
        int start = used;
        for (int quote = text.IndexOf((byte)'"'); quote >= 0; quote = text.IndexOf((byte)'"'))
        {
            text[..(quote + 1)].CopyTo(_single.AsSpan(used));
            used += quote + 1;
            text = text[(quote + 2)..];
        }

        text.CopyTo(_single.AsSpan(used));
        used += text.Length;
        return _single.AsSpan(start, used - start);
    }

    private static ref ReadOnlySpan<byte> Value(ref SendLogRow row, Field field)
    {
        switch (field)
        {
            case Field.ConnectorId:
                return ref row.ConnectorId;
            case Field.SessionId:
                return ref row.SessionId;
            case Field.LocalEndpoint:
                return ref row.LocalEndpoint;
            case Field.RemoteEndpoint:
                return ref row.RemoteEndpoint;
            case Field.Event:
                return ref row.Event;
            case Field.Data:
                return ref row.Data;
            default:
                return ref row.Context;
        }
    }

    // The values with their quotes, if they have any.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private bool TryRead(ReadOnlySpan<byte> block, int start, scoped ReadOnlySpan<int> ends, ref SendLogRow row)
    {
        // Ends ascend from start on and are positions in the block: that is what makes spans without bounds checks right.
        ref byte bytes = ref MemoryMarshal.GetReference(block);
        int end = ends[8];
        bool hasCr = Unsafe.Add(ref bytes, end - 1) == (byte)'\r';
        if (hasCr != (UsualEnd == LineEnd.CrLf))
            return false;
        int sequenceLength = ends[3] - ends[2] - 1;
        if (ends[0] - start != LogTime.Length
            || ends[2] - ends[1] == 1
            || !ShortNumber.TryParse(Slice(ref bytes, start, ends[3]), sequenceLength, out row.SequenceNumber)
            || !_clock.TryParse(Slice(ref bytes, start, ends[0]), out row.TimeMicros))
            return false;
        row.ConnectorId = Slice(ref bytes, ends[0] + 1, ends[1]);
        row.SessionId = Slice(ref bytes, ends[1] + 1, ends[2]);
        row.LocalEndpoint = Slice(ref bytes, ends[3] + 1, ends[4]);
        row.RemoteEndpoint = Slice(ref bytes, ends[4] + 1, ends[5]);
        row.Event = Slice(ref bytes, ends[5] + 1, ends[6]);
        row.Data = Slice(ref bytes, ends[6] + 1, ends[7]);
        row.Context = Slice(ref bytes, ends[7] + 1, hasCr ? end - 1 : end);
        row.IsPlain = true;
        return true;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static ReadOnlySpan<byte> Slice(ref byte bytes, int start, int end) =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.Add(ref bytes, start), end - start);
}
