using LogAnalytics.SendLogs.Lines;
using LogAnalytics.SendLogs.Rows;
using LogAnalytics.SendLogs.Sessions;

namespace LogAnalytics.Benchmarks.Workloads;

/// <summary>Counts rows, and hands them to a stitcher if there is one.</summary>
internal sealed class RowSink(SessionStitcher? stitcher) : ILogLineSink
{
    public int Rows { get; private set; }

    /// <summary>Rank of the file that is read.</summary>
    public int File { get; set; }

    public void OnRow(in SendLogRow row, LinePosition position)
    {
        Rows++;
        stitcher?.Add(row, position, File);
    }

    public void OnReject(RejectReason reason, ReadOnlySpan<byte> text, LineEnd end, LinePosition position) =>
        throw new InvalidOperationException($"line {position.LineNumber} was rejected: {reason}");

    public void OnKept(KeptKind kind, ReadOnlySpan<byte> text, LineEnd end, LinePosition position)
    {
    }
}
