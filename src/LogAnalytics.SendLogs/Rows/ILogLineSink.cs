using LogAnalytics.SendLogs.Lines;

namespace LogAnalytics.SendLogs.Rows;

/// <summary>
/// Takes what the reader finds in one file, line by line and in order. Spans are valid during the call only. Nothing is left out: rows
/// written out again (<see cref="RowText"/>) with the file's line end, rejects and kept bytes, put at their offsets, are the file; an
/// odd row is given twice, as a row and with its bytes.
/// </summary>
public interface ILogLineSink
{
    void OnRow(in SendLogRow row, LinePosition position);

    /// <param name="text">Without the line end; of a line over the limit its beginning.</param>
    void OnReject(RejectReason reason, ReadOnlySpan<byte> text, LineEnd end, LinePosition position);

    void OnKept(KeptKind kind, ReadOnlySpan<byte> text, LineEnd end, LinePosition position);
}

/// <summary>Where a line stands in its file.</summary>
/// <param name="LineNumber">From 1.</param>
/// <param name="ByteOffset">Of its first byte, from 0; a byte order mark is not part of the line.</param>
public readonly record struct LinePosition(long LineNumber, long ByteOffset);
