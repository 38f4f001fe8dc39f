namespace LogAnalytics.SendLogs.Rows;

/// <summary>Takes what the reader finds in one file, line by line and in order. Spans are valid during the call only.</summary>
public interface ILogLineSink
{
    void OnRow(in SendLogRow row, LinePosition position);

    void OnReject(RejectReason reason, ReadOnlySpan<byte> line, LinePosition position);
}

/// <summary>Where a line stands in its file.</summary>
/// <param name="LineNumber">From 1.</param>
/// <param name="ByteOffset">Of its first byte, from 0.</param>
public readonly record struct LinePosition(long LineNumber, long ByteOffset);
