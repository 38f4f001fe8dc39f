using LogAnalytics.Inputs;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Tables;
using LogAnalytics.SendLogs;
using LogAnalytics.SendLogs.Lines;
using LogAnalytics.SendLogs.Rows;
using LogAnalytics.SendLogs.Sessions;

namespace LogAnalytics.Lake.Conversion;

/// <summary>What one file gave, beside the rows that went to the stitcher and the lines that went to the spool.</summary>
/// <param name="Ledger">Null where the file could not be opened.</param>
/// <param name="HasGrown">The content begins with the whole of the earlier version.</param>
/// <param name="Problem">Why it could not be read to its end; null where it could.</param>
/// <param name="FirstReject">The first line that could not be read; null where all could.</param>
public sealed record ConvertedFile(LedgerRow? Ledger, bool HasGrown, string? Problem, string? FirstReject);

/// <summary>Reads one log into the stitcher of its server and service.</summary>
public sealed class FileConverter(SessionStitcher stitcher, LineSpool lines, ConvertProgress progress)
{
    /// <param name="open">Opens the content.</param>
    /// <param name="earlier">Ledger row of the same path from an earlier run.</param>
    /// <param name="tailMayGrow">It is the newest file and may still be written to.</param>
    /// <param name="finishedTwin">Content → the row of a finished file that has it: then this one is no file that is still written to.</param>
    public ConvertedFile Convert(
        InputFile file, Func<InputFile, Stream> open, int fileRank, LedgerRow? earlier, bool tailMayGrow, Func<string, LedgerRow?> finishedTwin, CancellationToken cancellation)
    {
        HashingStream stream;
        try
        {
            stream = new HashingStream(open(file), earlier?.Size, progress.AddBytesRead);
        }
        catch (Exception e) when (HashingStream.IsUnreadable(e))
        {
            return new ConvertedFile(null, false, e.Message, null);
        }

        using (stream)
        {
            Sink sink = new(stitcher, lines, fileRank);
            SendLogReader reader = new(sink);
            FileAccount account = reader.Read(stream, tailMayGrow, cancellation);
            string fileId = stream.Finish();
            // A damaged archive: what came before the damage is kept and the file is named.
            string? problem = stream.Damage is { } damage ? $"cut off after {stream.Length} bytes: {damage}" : null;
            bool hasGrown = earlier is not null && stream.PrefixHash == earlier.FileId;
            string? foreign = problem is not null && account.Lines == 0 ? problem : WhyForeign(file, reader, account, stream.Length);
            if (foreign is not null)
            {
                lines.Discard();
                LedgerRow skipped = new() { FileId = fileId, Path = file.Path, Size = stream.Length, LogType = reader.Header.LogType, Status = FileStatus.Skipped, Reason = foreign };
                return new ConvertedFile(skipped, hasGrown, problem, null);
            }

            if (account.PendingBytes > 0 && finishedTwin(fileId) is { } twin)
            {
                lines.Discard();
                return new ConvertedFile(twin with { Path = file.Path, Reason = null }, hasGrown, problem, sink.FirstReject);
            }

            lines.Close(fileId);
            // The newest file may grow while it is read, any other is as it was or is read again by the next run.
            string? changed = file.Sha256 is { } planned && planned != fileId ? "it no longer holds what it held when the plan was made. Plan again."
                : tailMayGrow || file.DiskPath.Length == 0 ? null
                : InputStream.WhyChanged(file);
            return new ConvertedFile(Ledger(file, reader, account, fileId, problem), hasGrown, problem ?? changed, sink.FirstReject);
        }
    }

    internal static LedgerRow Ledger(InputFile file, SendLogReader reader, FileAccount account, string fileId, string? problem) => new()
    {
        FileId = fileId,
        Path = file.Path,
        Size = account.Bytes,
        Lines = account.Lines,
        HeaderLines = account.HeaderLines,
        BlankLines = account.BlankLines,
        EventLines = account.EventLines,
        RejectedLines = account.RejectedLines,
        HeaderBytes = account.HeaderBytes,
        BlankBytes = account.BlankBytes,
        RowBytes = account.EventBytes,
        RejectedBytes = account.RejectedBytes,
        PendingBytes = account.PendingBytes,
        FirstTimeMicros = account.FirstTimeMicros,
        LastTimeMicros = account.LastTimeMicros,
        LineEnd = reader.UsualEnd,
        ReaderVersion = LakeVersions.Reader,
        LogType = reader.Header.LogType,
        Version = reader.Header.Version,
        Status = account.PendingBytes > 0 ? FileStatus.Open : FileStatus.Converted,
        Reason = problem,
    };

    internal static string? WhyForeign(InputFile file, SendLogReader reader, FileAccount account, long bytes)
    {
        if (reader.RefusedBecause is not null)
            return reader.RefusedBecause;
        if (bytes == 0)
            return "empty file";
        bool isSend = account.EventLines > 0 || reader.Header.LogType is not null || file.Name.IsSend;
        return isSend ? null : "no row of a Send log in it";
    }

    private sealed class Sink(SessionStitcher stitcher, LineSpool lines, int fileRank) : ILogLineSink
    {
        /// <summary>Its line and reason.</summary>
        public string? FirstReject { get; private set; }

        public void OnRow(in SendLogRow row, LinePosition position) => stitcher.Add(row, position, fileRank);

        public void OnReject(RejectReason reason, ReadOnlySpan<byte> text, LineEnd end, LinePosition position)
        {
            FirstReject ??= $"line {position.LineNumber}: {reason.Name()}";
            lines.Append(position, reason.Name(), text, end);
        }

        public void OnKept(KeptKind kind, ReadOnlySpan<byte> text, LineEnd end, LinePosition position) =>
            lines.Append(position, kind.Name(), text, end);
    }
}
