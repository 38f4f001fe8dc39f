using System.Buffers;
using LogAnalytics.SendLogs;
using LogAnalytics.SendLogs.Lines;
using LogAnalytics.SendLogs.Rows;
using LogAnalytics.SendLogs.Sessions;

namespace LogAnalytics.Fuzz.Reading;

/// <summary>What the reader gives for one file. The only place that knows the reader and its sink.</summary>
internal sealed class LogReading : ILogLineSink
{
    private readonly int _fileRank;
    private readonly List<(long Offset, byte[] Bytes)> _pieces = [];
    private readonly HashSet<long> _oddLines = [];
    private LineEnd _usualEnd;

    private LogReading(int fileRank) => _fileRank = fileRank;

    public List<StoredRow> Rows { get; } = [];

    public List<RejectedLine> Rejects { get; } = [];

    public FileAccount Account { get; private set; } = new();

    public bool IsRefused { get; private set; }

    /// <param name="input">The file's bytes.</param>
    /// <param name="chunks">Lengths of the reads.</param>
    /// <param name="tailMayGrow">A last line without an end is pending.</param>
    /// <param name="maxLineBytes">Limit for a line.</param>
    /// <param name="fileRank">Rank of the file in its group.</param>
    public static LogReading Of(
        byte[] input, int[] chunks, bool tailMayGrow = false, int maxLineBytes = SendLogReader.DefaultMaxLineBytes, int fileRank = 0)
    {
        LogReading reading = new(fileRank);
        SendLogReader reader = new(reading, maxLineBytes);
        using ChunkedStream stream = new(input, chunks);
        reading.Account = reader.Read(stream, tailMayGrow, CancellationToken.None);
        reading.IsRefused = reader.RefusedBecause is not null;
        reading._usualEnd = reader.UsualEnd;
        return reading;
    }

    /// <summary>The file again: rows as they would be written, and what was given with its bytes, each at its place. Null if they do not fit together.</summary>
    public byte[]? WrittenAgain()
    {
        ArrayBufferWriter<byte> text = new();
        List<(long Offset, byte[] Bytes)> pieces = [.. _pieces];
        foreach (StoredRow row in Rows.Where(row => !_oddLines.Contains(row.LineNumber)))
        {
            text.ResetWrittenCount();
            RowText.Append(text, row.ToRow());
            pieces.Add((row.ByteOffset, [.. text.WrittenSpan, .. _usualEnd.Bytes()]));
        }

        List<byte> file = [];
        foreach ((long offset, byte[] bytes) in pieces.OrderBy(piece => piece.Offset))
        {
            if (offset != file.Count)
                return null;
            file.AddRange(bytes);
        }

        return [.. file];
    }

    public void OnRow(in SendLogRow row, LinePosition position)
    {
        Rows.Add(StoredRow.Of(row, position, _fileRank));
    }

    public void OnReject(RejectReason reason, ReadOnlySpan<byte> text, LineEnd end, LinePosition position)
    {
        Rejects.Add(new RejectedLine(reason, text.ToArray(), position.LineNumber, position.ByteOffset));
        _pieces.Add((position.ByteOffset, [.. text, .. end.Bytes()]));
    }

    public void OnKept(KeptKind kind, ReadOnlySpan<byte> text, LineEnd end, LinePosition position)
    {
        _pieces.Add((position.ByteOffset, [.. text, .. end.Bytes()]));
        if (kind == KeptKind.OddRow)
            _oddLines.Add(position.LineNumber);
    }
}
