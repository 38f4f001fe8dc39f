using LogAnalytics.Inputs;
using LogAnalytics.Inputs.Unpacking;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.SendLogs;
using LogAnalytics.SendLogs.Lines;
using LogAnalytics.SendLogs.Rows;

namespace LogAnalytics.Lake.Conversion;

/// <summary>
/// Tells by its rows whether a log belongs to days that were pruned: whatever its name is by now, packed or not, and whether the lake has
/// had it before or not. Half of such a day must not come back.
/// </summary>
public static class PrunedContent
{
    /// <param name="prunedBefore">Days since 1970.</param>
    /// <returns>Its ledger row; null if it has a row of that day or later, is no Send log or cannot be opened, which is said when it is read.</returns>
    public static ConvertedFile? Of(InputFile file, Func<InputFile, Stream> open, int prunedBefore, bool tailMayGrow, ConvertProgress progress, CancellationToken cancellation)
    {
        AgeSink sink = new(prunedBefore);
        HashingStream stream;
        try
        {
            stream = new HashingStream(new UntilStream(open(file), () => sink.IsYoung), prefixLength: null, _ => { });
        }
        catch (Exception e) when (HashingStream.IsUnreadable(e))
        {
            return null;
        }

        using (stream)
        {
            SendLogReader reader = new(sink);
            FileAccount account = reader.Read(stream, tailMayGrow, cancellation);
            bool isOld = account.LastTimeMicros is not null || IsBefore(file.Name, prunedBefore);
            if (sink.IsYoung || !isOld || FileConverter.WhyForeign(file, reader, account, stream.Length) is not null)
                return null;
            string fileId = stream.Finish();
            string? problem = stream.Damage is { } damage ? $"cut off after {stream.Length} bytes: {damage}" : null;
            progress.AddBytesRead(stream.Length);
            return new ConvertedFile(Marked(FileConverter.Ledger(file, reader, account, fileId, problem), prunedBefore), HasGrown: false, problem, FirstReject: null);
        }
    }

    /// <summary>The row of a log whose rows are not in the lake any more.</summary>
    public static LedgerRow Marked(LedgerRow row, int prunedBefore) => row with
    {
        Status = FileStatus.Pruned,
        Reason = row.Reason ?? $"all its rows are older than {LogTime.DayText(prunedBefore)}",
    };

    /// <summary>All rows of the log are of days before.</summary>
    public static bool IsBefore(LedgerRow row, int day) =>
        row.LastTimeMicros is { } last ? LogTime.Day(last) < day : IsBefore(LogFileName.OfPath(row.Path), day);

    // A log without rows is as old as its name says.
    private static bool IsBefore(LogFileName name, int day) => name is { IsSend: true, Hour: { } hour } && LogTime.Day(LogTime.FromDateTime(hour)) < day;

    private sealed class AgeSink(int prunedBefore) : ILogLineSink
    {
        public bool IsYoung { get; private set; }

        public void OnRow(in SendLogRow row, LinePosition position) => IsYoung |= LogTime.Day(row.TimeMicros) >= prunedBefore;

        public void OnReject(RejectReason reason, ReadOnlySpan<byte> text, LineEnd end, LinePosition position)
        {
        }

        public void OnKept(KeptKind kind, ReadOnlySpan<byte> text, LineEnd end, LinePosition position)
        {
        }
    }

    // Ends when enough is known.
    private sealed class UntilStream(Stream inner, Func<bool> isEnough) : ReadOnlyStream
    {
        public override int Read(Span<byte> buffer) => isEnough() ? 0 : inner.Read(buffer);

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                inner.Dispose();
            base.Dispose(disposing);
        }
    }
}
