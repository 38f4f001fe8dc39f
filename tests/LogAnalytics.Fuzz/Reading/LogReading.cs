using LogAnalytics.SendLogs;
using LogAnalytics.SendLogs.Rows;
using LogAnalytics.SendLogs.Sessions;

namespace LogAnalytics.Fuzz.Reading;

/// <summary>What the reader gives for one file. The only place that knows the reader and its sink.</summary>
internal sealed class LogReading : ILogLineSink
{
    private readonly int _fileRank;

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
        return reading;
    }

    public void OnRow(in SendLogRow row, LinePosition position)
    {
        byte[] record = new byte[StoredRow.SizeOf(row)];
        StoredRow.Write(record, row, position, _fileRank);
        Rows.Add(new StoredRow(record));
    }

    public void OnReject(RejectReason reason, ReadOnlySpan<byte> line, LinePosition position) =>
        Rejects.Add(new RejectedLine(reason, line.ToArray(), position.LineNumber, position.ByteOffset));
}
