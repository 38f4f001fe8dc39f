using System.Buffers;
using LogAnalytics.SendLogs.Lines;
using LogAnalytics.SendLogs.Rows;

namespace LogAnalytics.SendLogs;

/// <summary>Bytes to rows: reads one log from a stream and hands every line to a sink, counted.</summary>
public sealed partial class SendLogReader
{
    /// <summary>Limit for a line; a longer one is rejected, its bytes are kept in pieces.</summary>
    public const int DefaultMaxLineBytes = 16 << 20;

#if DEBUG
    // Tiny, so that tests cross its edges all the time.
    private const int InitialBufferBytes = 256;
#else
    // Measured: reads of 256–512 KB keep the disk busy and stay in the second-level cache.
    private const int InitialBufferBytes = 512 << 10;
#endif

    /// <summary>A line over the limit is kept in pieces of this size, whatever the sizes in which the stream gives its bytes.</summary>
    private const int LargestPieceBytes = 64 << 10;

    private static ReadOnlySpan<byte> ByteOrderMark => "\uFEFF"u8;

    private readonly int _maxLineBytes;
    private readonly int _pieceBytes;
    private readonly ILogLineSink _sink;
    private readonly FileAccount _account = new();

    // What is read and not yet taken: the first _filled bytes, which stand at _offset of the file.
    private byte[] _buffer = [];
    private int _pooledLength;
    private int _filled;
    private long _offset;
    private bool _isMarkDue = true;
    private bool _inLongLine;
    private LineEnd? _usualEnd;

    public SendLogReader(ILogLineSink sink, int maxLineBytes = DefaultMaxLineBytes)
        : this(sink, maxLineBytes, isStrict: false)
    {
    }

    /// <param name="sink">Takes the lines.</param>
    /// <param name="maxLineBytes">Limit for a line.</param>
    /// <param name="isStrict">Every line is read the strict way, the reference for the quick one.</param>
    internal SendLogReader(ILogLineSink sink, int maxLineBytes, bool isStrict)
    {
        _sink = sink;
        _maxLineBytes = maxLineBytes;
        _pieceBytes = Math.Min(LargestPieceBytes, maxLineBytes);
        _usualRows = isStrict ? null : new UsualRowReader(PartBytes);
    }

    public LogHeader Header { get; } = new();

    /// <summary>What was counted so far; also after a stream that broke off.</summary>
    public FileAccount Account => _account;

    /// <summary>The end of the first line; rows that end otherwise are odd. <see cref="LineEnd.CrLf"/> in a file without a line end.</summary>
    public LineEnd UsualEnd => _usualEnd is null or LineEnd.None or LineEnd.Cr ? LineEnd.CrLf : _usualEnd.Value;

    /// <summary>Set when the header says that this is not a Send log, or lacks a column; reading stops there.</summary>
    public string? RefusedBecause { get; private set; }

    /// <summary>Reads to the end of the stream. <paramref name="tailMayGrow"/>: an unfinished last line is pending, not damaged.</summary>
    public FileAccount Read(Stream stream, bool tailMayGrow, CancellationToken cancellation)
    {
        _buffer = ArrayPool<byte>.Shared.Rent(InitialBufferBytes);
        _pooledLength = _buffer.Length;
        try
        {
            while (RefusedBecause is null)
            {
                cancellation.ThrowIfCancellationRequested();
                if (_filled == _buffer.Length)
                    Grow();
                int read = stream.Read(_buffer.AsSpan(_filled));
                _filled += read;
                _account.Bytes += read;
                bool isEnd = read == 0;
                if (_isMarkDue && _filled < ByteOrderMark.Length && !isEnd)
                    continue;
                TakeMark();
                TakeLines();
                if (isEnd)
                {
                    TakeTail(tailMayGrow);
                    break;
                }

                TakePieces();
            }

            return _account;
        }
        finally
        {
            GiveBack();
            _buffer = [];
            if (_index.Length > 0)
                ArrayPool<int>.Shared.Return(_index);
            _index = [];
        }
    }

    private void TakeMark()
    {
        if (!_isMarkDue)
            return;
        _isMarkDue = false;
        if (!_buffer.AsSpan(0, _filled).StartsWith(ByteOrderMark))
            return;
        _account.HeaderBytes += ByteOrderMark.Length;
        _sink.OnKept(KeptKind.Mark, ByteOrderMark, LineEnd.None, new LinePosition(1, 0));
        Drop(ByteOrderMark.Length);
    }

    private void TakeLines()
    {
        ReadOnlySpan<byte> block = _buffer.AsSpan(0, _filled);
        Drop(_usualRows is null ? TakeStrictLines(block) : TakeUsualLines(block, _usualRows));
    }

    private int TakeStrictLines(ReadOnlySpan<byte> block)
    {
        int start = 0;
        while (RefusedBecause is null)
        {
            int length = block[start..].IndexOf((byte)'\n');
            if (length < 0)
                break;
            TakeLine(block.Slice(start, length + 1), _offset + start);
            start += length + 1;
        }

        return start;
    }

    private void TakeTail(bool mayGrow)
    {
        ReadOnlySpan<byte> tail = _buffer.AsSpan(0, _filled);
        if ((tail.IsEmpty && !_inLongLine) || RefusedBecause is not null)
            return;
        if (mayGrow && !_inLongLine)
        {
            _account.PendingBytes = tail.Length;
            _sink.OnKept(KeptKind.Pending, tail, LineEnd.None, new LinePosition(_account.Lines + 1, _offset));
        }
        else
        {
            TakeLine(tail, _offset, isCut: true);
        }
    }

    private void TakeLine(ReadOnlySpan<byte> line, long offset, bool isCut = false)
    {
        int bytes = line.Length;
        LineEnd end = LineEnds.Split(ref line);
        if (_inLongLine)
        {
            TakeRest(line, end, offset);
            return;
        }

        _account.Lines++;
        _usualEnd ??= end;
        LinePosition position = new(_account.Lines, offset);
        if (line.Length > _maxLineBytes)
        {
            // It fitted into the buffer, but the verdict must not depend on the buffer's size.
            BeginLongLine(line, position);
            TakeRest(line[_pieceBytes..], end, offset + _pieceBytes);
        }
        else if (line.IndexOfAnyExcept((byte)' ', (byte)'\t') < 0)
        {
            _account.BlankLines++;
            _account.BlankBytes += bytes;
            _sink.OnKept(KeptKind.Blank, line, end, position);
        }
        else if (LogHeader.IsHeader(line))
        {
            _account.HeaderLines++;
            _account.HeaderBytes += bytes;
            _sink.OnKept(KeptKind.Header, line, end, position);
            if (isCut)
                Header.ReadCut(line);
            else
                Header.Read(line);
            RefusedBecause = Refusal();
        }
        else if (Header.IsForeign)
        {
            Reject(RejectReason.ForeignLogType, line, end, position);
        }
        else if (SendLogRow.TryParse(line, Header.Fields, out SendLogRow row, out RejectReason reason))
        {
            TakeRow(row, line, end, position);
        }
        else
        {
            Reject(reason, line, end, position);
        }
    }

    private void TakeRow(in SendLogRow row, ReadOnlySpan<byte> line, LineEnd end, LinePosition position)
    {
        if (_account.EventLines == 0 && Header.LogType is null && row.ConnectorId.Contains((byte)'\\'))
        {
            // Without a header only the connector tells: receive connectors are SERVER\Name.
            RefusedBecause = "its rows are those of an SMTP Receive log (connector SERVER\\Name)";
            return;
        }

        _account.EventLines++;
        _account.EventBytes += line.Length + end.Bytes().Length;
        _account.FirstTimeMicros = Math.Min(_account.FirstTimeMicros ?? long.MaxValue, row.TimeMicros);
        _account.LastTimeMicros = Math.Max(_account.LastTimeMicros ?? long.MinValue, row.TimeMicros);
        if (!row.IsPlain || end != UsualEnd)
            _sink.OnKept(KeptKind.OddRow, line, end, position);
        _sink.OnRow(row, position);
    }

    private void Reject(RejectReason reason, ReadOnlySpan<byte> line, LineEnd end, LinePosition position)
    {
        _account.RejectedLines++;
        _account.RejectedBytes += line.Length + end.Bytes().Length;
        _sink.OnReject(reason, line, end, position);
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

    private void BeginLongLine(ReadOnlySpan<byte> line, LinePosition position)
    {
        _inLongLine = true;
        Reject(RejectReason.LineTooLong, line[.._pieceBytes], LineEnd.None, position);
    }

    // A line that is over the limit already, and whose end is not read yet: pieces of it make room.
    private void TakePieces()
    {
        if (RefusedBecause is not null)
            return;
        // Of the last two bytes one may belong to the line end.
        if (!_inLongLine && _filled > _maxLineBytes + 1L)
        {
            _account.Lines++;
            BeginLongLine(_buffer.AsSpan(0, _filled), new LinePosition(_account.Lines, _offset));
            Drop(_pieceBytes);
        }

        int start = 0;
        for (; _inLongLine && _filled - start > _pieceBytes + 1; start += _pieceBytes)
            KeepRest(_buffer.AsSpan(start, _pieceBytes), LineEnd.None, _offset + start);
        Drop(start);
    }

    // The end of a long line, in pieces too.
    private void TakeRest(ReadOnlySpan<byte> rest, LineEnd end, long offset)
    {
        _usualEnd ??= end;
        for (; rest.Length > _pieceBytes; rest = rest[_pieceBytes..], offset += _pieceBytes)
            KeepRest(rest[.._pieceBytes], LineEnd.None, offset);
        if (rest.Length > 0 || end != LineEnd.None)
            KeepRest(rest, end, offset);
        _inLongLine = false;
    }

    private void KeepRest(ReadOnlySpan<byte> piece, LineEnd end, long offset)
    {
        _account.RejectedBytes += piece.Length + end.Bytes().Length;
        _sink.OnKept(KeptKind.Rest, piece, end, new LinePosition(_account.Lines, offset));
    }

    private void Drop(int bytes)
    {
        if (bytes == 0)
            return;
        _buffer.AsSpan(bytes, _filled - bytes).CopyTo(_buffer);
        _filled -= bytes;
        _offset += bytes;
    }

    private void Grow()
    {
        // For a long line: not of the pool, which would keep it.
        byte[] larger = GC.AllocateUninitializedArray<byte>(_buffer.Length * 2);
        _buffer.AsSpan(0, _filled).CopyTo(larger);
        GiveBack();
        _buffer = larger;
    }

    private void GiveBack()
    {
        if (_buffer.Length == _pooledLength)
            ArrayPool<byte>.Shared.Return(_buffer);
    }
}
