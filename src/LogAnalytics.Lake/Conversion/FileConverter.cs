using LogAnalytics.Inputs;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Tables;
using LogAnalytics.SendLogs;
using LogAnalytics.SendLogs.Rows;
using LogAnalytics.SendLogs.Sessions;

namespace LogAnalytics.Lake.Conversion;

/// <summary>What one file gave, beside the rows that went to the stitcher.</summary>
/// <param name="Ledger">Null where the file could not be opened.</param>
/// <param name="HasGrown">The content begins with the whole of the earlier version.</param>
public sealed record ConvertedFile(LedgerRow? Ledger, IReadOnlyList<RejectRow> Rejects, bool HasGrown, string? Problem, bool Balances);

/// <summary>Reads one log into the stitcher of its server and service.</summary>
public sealed class FileConverter(SessionStitcher stitcher, ConvertProgress progress)
{
    /// <param name="earlier">Ledger row of the same path from an earlier run.</param>
    /// <param name="tailMayGrow">It is the newest file and may still be written to.</param>
    public ConvertedFile Convert(InputFile file, int fileRank, LedgerRow? earlier, bool tailMayGrow, CancellationToken cancellation)
    {
        Sink sink = new(stitcher, fileRank);
        SendLogReader reader = new(sink);
        FileAccount account = new();
        HashingStream stream;
        try
        {
            stream = new HashingStream(InputStream.Open(file), earlier?.Size, progress.AddBytesRead);
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            return new ConvertedFile(null, [], false, e.Message, true);
        }

        using (stream)
        {
            string? problem = null;
            string? changed = null;
            string fileId;
            try
            {
                account = reader.Read(stream, tailMayGrow, cancellation);
                fileId = stream.Finish();
                changed = tailMayGrow ? null : InputStream.WhyChanged(file);
            }
            catch (Exception e) when (IsUnreadable(e))
            {
                // A damaged archive: what came before the damage is kept and the file is named.
                problem = $"cut off after {stream.Length} bytes: {e.Message}";
                fileId = stream.HashSoFar();
                account = reader.Account;
            }

            string? foreign = problem is not null && account.Lines == 0 ? problem : WhyForeign(file, reader, account, stream.Length);
            LedgerRow ledger = foreign is not null
                ? new LedgerRow { FileId = fileId, Path = file.Path, Size = stream.Length, LogType = reader.Header.LogType, Status = FileStatus.Skipped, Reason = foreign }
                : Ledger(file, reader, account, fileId, problem);
            IReadOnlyList<RejectRow> rejects = foreign is not null ? [] : [.. sink.Rejects.Select(reject => reject with { FileId = fileId })];
            bool balances = foreign is not null || problem is not null || account.Balances;
            bool hasGrown = earlier is not null && stream.PrefixHash == earlier.FileId;
            return new ConvertedFile(ledger, rejects, hasGrown, problem ?? changed, balances);
        }
    }

    private static LedgerRow Ledger(InputFile file, SendLogReader reader, FileAccount account, string fileId, string? problem) => new()
    {
        FileId = fileId,
        Path = file.Path,
        Size = account.Bytes,
        Lines = account.Lines,
        HeaderLines = account.HeaderLines,
        BlankLines = account.BlankLines,
        EventLines = account.EventLines,
        RejectedLines = account.RejectedLines,
        PendingBytes = account.PendingBytes,
        FirstTimeMicros = account.FirstTimeMicros,
        LastTimeMicros = account.LastTimeMicros,
        LogType = reader.Header.LogType,
        Version = reader.Header.Version,
        Status = account.PendingBytes > 0 ? FileStatus.Open : FileStatus.Converted,
        Reason = problem,
    };

    private static string? WhyForeign(InputFile file, SendLogReader reader, FileAccount account, long bytes)
    {
        if (reader.RefusedBecause is not null)
            return reader.RefusedBecause;
        if (bytes == 0)
            return "empty file";
        bool isSend = account.EventLines > 0 || reader.Header.LogType is not null || file.Name.IsSend;
        return isSend ? null : "no row of a Send log in it";
    }

    private static bool IsUnreadable(Exception e) => e is IOException or UnauthorizedAccessException or InvalidDataException;

    private sealed class Sink(SessionStitcher stitcher, int fileRank) : ILogLineSink
    {
        public List<RejectRow> Rejects { get; } = [];

        public void OnRow(in SendLogRow row, LinePosition position) => stitcher.Add(row, position, fileRank);

        public void OnReject(RejectReason reason, ReadOnlySpan<byte> line, LinePosition position) =>
            Rejects.Add(new RejectRow("", position.LineNumber, position.ByteOffset, reason.Name(), line.ToArray()));
    }
}
