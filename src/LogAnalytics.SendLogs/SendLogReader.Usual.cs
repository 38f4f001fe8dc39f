using System.Buffers;
using LogAnalytics.SendLogs.Lines;
using LogAnalytics.SendLogs.Rows;

namespace LogAnalytics.SendLogs;

/// <summary>The quick way through a block: usual rows by its index, and every other line, in its turn, by the strict way.</summary>
public sealed partial class SendLogReader
{
#if DEBUG
    // Tiny, as the buffer, but no divisor of it.
    private const int PartBytes = 192;
#else
    // Measured: bytes, index and all fit into the first-level cache.
    private const int PartBytes = 16 << 10;
#endif

    private readonly UsualRowReader? _usualRows;
    private int[] _index = [];

    // Rows below a header that is odd or not yet seen to be a Send log's are left to the strict way.
    private bool AreRowsUsual => _account.EventLines > 0 && !Header.IsForeign && Header.Fields == FieldMap.Documented && !_inLongLine;

    /// <summary>Returns how many bytes of the block were taken.</summary>
    private int TakeUsualLines(ReadOnlySpan<byte> block, UsualRowReader rows)
    {
        if (_index.Length == 0)
            _index = ArrayPool<int>.Shared.Rent(PartBytes + SeparatorIndex.Slack);
        int start = 0;
        while (start < block.Length && RefusedBecause is null)
        {
            int taken = TakePart(block.Slice(start, Math.Min(PartBytes, block.Length - start)), _offset + start, rows);
            // A line that is longer than the part, or not here to its end.
            if (taken == 0)
            {
                taken = block[start..].IndexOf((byte)'\n') + 1;
                if (taken == 0)
                    break;
                TakeLine(block.Slice(start, taken), _offset + start);
            }

            start += taken;
        }

        return start;
    }

    // Every part begins with a line; the one that is cut by its end is the next part's first.
    private int TakePart(ReadOnlySpan<byte> part, long offset, UsualRowReader rows)
    {
        ReadOnlySpan<int> index = _index.AsSpan(0, SeparatorIndex.Fill(part, _index));
        int start = 0;
        int at = 0;
        while (true)
        {
            if (AreRowsUsual)
            {
                rows.UsualEnd = UsualEnd;
                TakeUsualRows(part, offset, index, rows, ref start, ref at);
            }

            while (at < index.Length && part[index[at]] != (byte)'\n')
                at++;
            if (at == index.Length)
                return start;
            int next = index[at++] + 1;
            TakeLine(part[start..next], offset + start);
            start = next;
            if (RefusedBecause is not null)
                return start;
        }
    }

    // Up to the first line that is no usual row.
    private void TakeUsualRows(ReadOnlySpan<byte> part, long offset, ReadOnlySpan<int> index, UsualRowReader rows, ref int start, ref int at)
    {
        FileAccount account = _account;
        ILogLineSink sink = _sink;
        SendLogRow row = default;
        int line = start;
        int first = at;
        for (int used; (used = rows.Read(part, line, index[first..], ref row)) > 0;)
        {
            first += used;
            int next = index[first - 1] + 1;
            if (next - line > _maxLineBytes)
            {
                // Only with its line end, perhaps.
                first -= used;
                break;
            }

            account.Lines++;
            account.EventLines++;
            account.EventBytes += next - line;
            if (row.TimeMicros < account.FirstTimeMicros)
                account.FirstTimeMicros = row.TimeMicros;
            if (row.TimeMicros > account.LastTimeMicros)
                account.LastTimeMicros = row.TimeMicros;
            sink.OnRow(row, new LinePosition(account.Lines, offset + line));
            line = next;
        }

        start = line;
        at = first;
    }
}
