using System.Buffers;
using LogAnalytics.SendLogs.Lines;
using LogAnalytics.SendLogs.Rows;

namespace LogAnalytics.SendLogs;

/// <summary>Bytes to rows: reads one log from a stream and hands every line to a sink, counted.</summary>
public sealed class SendLogReader
{
    /// <summary>Limit for a line; a longer one is rejected, not kept whole.</summary>
    public const int DefaultMaxLineBytes = 16 << 20;

#if DEBUG
    // Tiny, so that tests cross its edges all the time.
    private const int InitialBufferBytes = 256;
#else
    // Measured: reads of 256–512 KB keep the disk busy and stay in the second-level cache.
    private const int InitialBufferBytes = 512 << 10;
#endif

    /// <summary>What is kept of a line over the limit.</summary>
    private const int LongLineHeadBytes = 64 << 10;

    private readonly int _maxLineBytes;
    private readonly ILogLineSink _sink;
    private readonly FileAccount _account = new();

    public SendLogReader(ILogLineSink sink, int maxLineBytes = DefaultMaxLineBytes)
    {
        _sink = sink;
        _maxLineBytes = maxLineBytes;
    }

    public LogHeader Header { get; } = new();

    /// <summary>What was counted so far; also after a stream that broke off.</summary>
    public FileAccount Account => _account;

    /// <summary>Set when the header says that this is not a Send log, or lacks a column; reading stops there.</summary>
    public string? RefusedBecause { get; private set; }

    /// <summary>Reads to the end of the stream. <paramref name="tailMayGrow"/>: an unfinished last line is pending, not damaged.</summary>
    public FileAccount Read(Stream stream, bool tailMayGrow, CancellationToken cancellation)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(InitialBufferBytes);
        try
        {
            int filled = 0;
            long bufferOffset = 0;
            while (RefusedBecause is null)
            {
                cancellation.ThrowIfCancellationRequested();
                int read = stream.Read(buffer.AsSpan(filled));
                filled += read;
                _account.Bytes += read;
                int used = TakeLines(buffer.AsSpan(0, filled), bufferOffset);
                if (read == 0)
                {
                    TakeTail(buffer.AsSpan(used, filled - used), bufferOffset + used, tailMayGrow);
                    break;
                }

                buffer.AsSpan(used, filled - used).CopyTo(buffer);
                filled -= used;
                bufferOffset += used;
                if (filled == buffer.Length)
                    (buffer, filled, bufferOffset) = MakeRoom(buffer, filled, bufferOffset, stream);
            }

            return _account;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private int TakeLines(ReadOnlySpan<byte> block, long blockOffset)
    {
        int start = 0;
        while (RefusedBecause is null)
        {
            int length = block[start..].IndexOf((byte)'\n');
            if (length < 0)
                break;
            TakeLine(block.Slice(start, length), length + 1, blockOffset + start);
            start += length + 1;
        }

        return start;
    }

    private void TakeTail(ReadOnlySpan<byte> tail, long offset, bool mayGrow)
    {
        if (tail.IsEmpty || RefusedBecause is not null)
            return;
        if (mayGrow)
            _account.PendingBytes = tail.Length;
        else
            TakeLine(tail, tail.Length, offset);
    }

    private void TakeLine(ReadOnlySpan<byte> line, int bytes, long offset)
    {
        _account.Lines++;
        if (offset == 0 && line.StartsWith("\uFEFF"u8))
            line = line[3..];
        if (line.Length > 0 && line[^1] == (byte)'\r')
            line = line[..^1];
        LinePosition position = new(_account.Lines, offset);
        if (line.Length > _maxLineBytes)
        {
            // It fitted into the buffer, but the verdict must not depend on the buffer's size.
            Reject(RejectReason.LineTooLong, HeadOf(line), bytes, position);
        }
        else if (line.IndexOfAnyExcept((byte)' ', (byte)'\t') < 0)
        {
            _account.BlankLines++;
            _account.BlankBytes += bytes;
        }
        else if (LogHeader.IsHeader(line))
        {
            _account.HeaderLines++;
            _account.HeaderBytes += bytes;
            Header.Read(line);
            RefusedBecause = Refusal();
        }
        else if (Header.IsForeign)
        {
            Reject(RejectReason.ForeignLogType, line, bytes, position);
        }
        else if (SendLogRow.TryParse(line, Header.Fields, out SendLogRow row, out RejectReason reason))
        {
            if (_account.EventLines == 0 && Header.LogType is null && row.ConnectorId.Contains((byte)'\\'))
            {
                // Without a header only the connector tells: receive connectors are SERVER\Name.
                RefusedBecause = "its rows are those of an SMTP Receive log (connector SERVER\\Name)";
                return;
            }

            _account.EventLines++;
            _account.EventBytes += bytes;
            _account.FirstTimeMicros = Math.Min(_account.FirstTimeMicros ?? long.MaxValue, row.TimeMicros);
            _account.LastTimeMicros = Math.Max(_account.LastTimeMicros ?? long.MinValue, row.TimeMicros);
            _sink.OnRow(row, position);
        }
        else
        {
            Reject(reason, line, bytes, position);
        }
    }

    private void Reject(RejectReason reason, ReadOnlySpan<byte> line, long bytes, LinePosition position)
    {
        _account.RejectedLines++;
        _account.RejectedBytes += bytes;
        _sink.OnReject(reason, line, position);
    }

    // Once rows were taken, a contradicting header in the middle only makes later rows unreadable, which is counted.
    private string? Refusal()
    {
        if (_account.EventLines > 0)
            return null;
        if (Header.IsForeign)
            return $"log type is '{Header.LogType}', not '{LogHeader.SendLogType}'";
        return Header.Fields.MissingColumn is { } missing ? $"column '{missing}' is missing from #Fields" : null;
    }

    private ReadOnlySpan<byte> HeadOf(ReadOnlySpan<byte> line) => line[..Math.Min(LongLineHeadBytes, _maxLineBytes)];

    // A line longer than the buffer: twice the buffer, up to the limit; beyond it the line is skipped to its end.
    private (byte[] Buffer, int Filled, long Offset) MakeRoom(byte[] buffer, int filled, long bufferOffset, Stream stream)
    {
        // Byte order mark and line end do not count.
        if (filled < _maxLineBytes + 5L)
        {
            byte[] larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
            buffer.AsSpan(0, filled).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(buffer);
            return (larger, filled, bufferOffset);
        }

        byte[] head = HeadOf(buffer.AsSpan(0, filled)).ToArray();
        long lineBytes = filled;
        int rest = 0;
        int newline = -1;
        while (newline < 0 && (rest = stream.Read(buffer)) > 0)
        {
            _account.Bytes += rest;
            newline = buffer.AsSpan(0, rest).IndexOf((byte)'\n');
            lineBytes += newline < 0 ? rest : newline + 1;
        }

        _account.Lines++;
        Reject(RejectReason.LineTooLong, head, lineBytes, new LinePosition(_account.Lines, bufferOffset));
        int used = newline < 0 ? rest : newline + 1;
        buffer.AsSpan(used, rest - used).CopyTo(buffer);
        return (buffer, rest - used, bufferOffset + lineBytes);
    }
}
