using LogAnalytics.Inputs;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Restoring;
using LogAnalytics.Lake.Tables;
using LogAnalytics.Lake.Units;
using LogAnalytics.SendLogs.Rows;
using LogAnalytics.SendLogs.Sessions;
using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.Lake.Conversion;

/// <summary>
/// Converts the logs of one server and service: new rows and the rows of the units that they touch pass through one spool, so the tables
/// depend on the set of logs, not on how it was fed in.
/// </summary>
/// <param name="prunedBefore">Logs whose last row is of an earlier day are not taken in; see <see cref="LakeManifest.PrunedBefore"/>.</param>
/// <param name="memory">Of the whole conversion.</param>
/// <param name="groupsAtOnce">That share it.</param>
public sealed class GroupConverter(
    LakeFolder lake, UnitPartWriter parts, string rules, int? prunedBefore, ConvertOptions options, ConvertProgress progress, MemoryPlan memory, int groupsAtOnce)
{
    // Rows may be a little older than their file: a day is taken as whole when files are this far past its end. Rows that come later
    // still reach it: the day is written again.
    private static readonly TimeSpan LateRows = TimeSpan.FromHours(6);

    // A session without a row for so long is taken as ended (Exchange waits 10 minutes for the other side): else one that was cut at
    // midnight would keep its day from being written, or have it written twice. More rows of it still find it.
    private static readonly TimeSpan QuietSession = TimeSpan.FromHours(1);

    /// <param name="before">The group as the lake holds it; empty if it is new.</param>
    /// <param name="isGone">The file of a ledger row is no longer where it was.</param>
    /// <param name="unread">What earlier runs came too late for.</param>
    public async Task<LakeGroup> ConvertAsync(
        GroupInputs work, LakeGroup before, Predicate<LedgerRow> isGone, IReadOnlyList<UnreadSpan> unread, ConvertReport report, CancellationToken cancellation)
    {
        IReadOnlyList<LedgerRow> earlier = await ReadLedgerAsync(lake, before).ConfigureAwait(false);
        InputFile[] toRead = [.. FilesToRead(work, earlier, report)];
        InputFile[] toReplay = [.. FilesToReplay(work, earlier, toRead)];
        GroupLedger ledger = new(work, earlier, toRead.Concat(toReplay), isGone);
        OpenSessions open = new();
        await foreach (OpenSession session in ReadOpenSessionsAsync(lake, before).ConfigureAwait(false))
            open.Add(session);
        RowTally tally = new();
        LogTexts texts = new(memory.TextBytes / groupsAtOnce);
        using LineSpool lines = new(lake.TemporaryFolder, memory.LineBytes / groupsAtOnce);
        using UnitSpool spool = new(lake.TemporaryFolder, memory.WaitingBytes / groupsAtOnce, open);
        GroupUnits units = new(lake, before, new UnitWriter(parts, ledger.Ranks, tally, rules, memory.Threads), spool, open, progress);
        foreach (LakeUnit stale in before.Units.Where(unit => unit.Rules != rules))
        {
            spool.Touch(stale.Day);
            lock (report)
                report.UnitsRebuilt++;
        }

        SessionStitcher stitcher = null!;
        stitcher = new SessionStitcher(
            texts,
            rows =>
            {
                spool.AddNew(rows);
                stitcher.Recycle(rows);
            },
            memory.OpenBytes / groupsAtOnce);
        FileConverter converter = new(stitcher, lines, progress);
        FileRestorer restorer = new(lake, before, earlier, memory.WaitingBytes / groupsAtOnce);
        foreach (InputFile file in toRead)
        {
            if (file.Name.Hour is { } hour)
            {
                long quietSince = LogTime.FromDateTime(hour - QuietSession);
                stitcher.CloseQuietSince(quietSince);
                await units.WriteSettledAsync(LogTime.FromDateTime(hour - LateRows), quietSince, cancellation).ConfigureAwait(false);
            }

            await TakeAsync(file, InputStream.Open, work, converter, ledger, restorer, report, cancellation).ConfigureAwait(false);
        }

        foreach (InputFile file in toReplay)
        {
            Stream content = await restorer.OpenAsync(ledger.Current(file.Path)!, cancellation).ConfigureAwait(false);
            await TakeAsync(file, _ => content, work, converter, ledger, restorer, report, cancellation).ConfigureAwait(false);
            lock (report)
                report.FilesReplayed++;
        }

        stitcher.CloseAll();
        foreach (LedgerRow row in ledger.Forgotten)
            TouchUnitsOf(row, open, spool);
        await units.FinishAsync(ReplayOf(ledger.Carried.All), ReplayOf(ledger.Read), cancellation).ConfigureAwait(false);

        UnitReplay ReplayOf(IEnumerable<LedgerRow> rows)
        {
            Dictionary<string, int> ranks = ledger.Ranks.FirstRanks(rows);
            return new UnitReplay(lake, texts, id => ranks.GetValueOrDefault(id, -1), tally);
        }

        GroupTables tables = new(lake, work.Server, work.Service);
        List<string> unbalanced = [];
        IReadOnlyList<LedgerRow> settledLedger = ledger.Settle(tally, unbalanced);
        Dictionary<string, int> dayOf = [];
        foreach (LedgerRow row in settledLedger.Where(row => row.IsHeld))
            dayOf[row.FileId] = row.Day;
        Note(ledger, settledLedger, unbalanced, report);
        if (UnreadLogs.Find(work, earlier, settledLedger, unread) is { } span)
        {
            lock (report)
                report.Unread.Add(span);
        }

        return new LakeGroup(
            work.Server, work.Service,
            tables.WriteLedger(settledLedger),
            tables.WriteOpenSessions(open),
            await new LineTables(lake, work.Server, work.Service, lines).WriteAsync(before.Lines, dayOf, ledger.TouchedLineDays, cancellation).ConfigureAwait(false),
            units.Written);
    }

    public static async Task<IReadOnlyList<LedgerRow>> ReadLedgerAsync(LakeFolder lake, LakeGroup group)
    {
        List<LedgerRow> rows = [];
        foreach (LakeFile file in group.Files)
            rows.AddRange(await FilesTable.ReadAsync(lake.ReadVerified(file)).ConfigureAwait(false));
        return rows;
    }

    public static async IAsyncEnumerable<OpenSession> ReadOpenSessionsAsync(LakeFolder lake, LakeGroup group)
    {
        foreach (LakeFile file in group.OpenSessions)
        {
            await foreach (OpenSession session in OpenSessionsTable.ReadAsync(lake.ReadVerified(file)).ConfigureAwait(false))
                yield return session;
        }
    }

    // Changed files, and a file that was open and has a successor now: it will not be finished any more, its tail is read as a line.
    private static IEnumerable<InputFile> FilesToRead(GroupInputs work, IReadOnlyList<LedgerRow> earlier, ConvertReport report)
    {
        HashSet<string> open = [.. earlier.Where(row => row.Status == FileStatus.Open).Select(row => row.Path)];
        foreach (InputFile file in work.Listed)
        {
            bool isFinished = file != work.Newest && open.Contains(file.Path);
            if (work.Changed.Contains(file.Path))
            {
                yield return file;
            }
            else if (isFinished)
            {
                lock (report)
                    report.FilesUnchanged--;
                yield return file;
            }
        }
    }

    // Files with rejected lines that are not read from the disk anyway.
    private IEnumerable<InputFile> FilesToReplay(GroupInputs work, IReadOnlyList<LedgerRow> earlier, InputFile[] toRead) =>
        earlier
            .Where(row => row.RejectedLines > 0 && row.Status == FileStatus.Converted && !FileChanges.IsReplaced(row)
                && (row.ReaderVersion < LakeVersions.Reader || options.ReplaysAllRejects) && !toRead.Any(file => file.Path == row.Path))
            .Select(row => new InputFile
            {
                Path = row.Path,
                DiskPath = "",
                Member = null,
                Server = work.Server,
                Service = work.Service,
                Name = LogFileName.OfPath(row.Path),
                DiskBytes = row.Size,
                ModifiedUtc = default,
            });

    private async Task TakeAsync(
        InputFile file, Func<InputFile, Stream> open, GroupInputs work, FileConverter converter, GroupLedger ledger, FileRestorer restorer,
        ConvertReport report, CancellationToken cancellation)
    {
        // What is read again from the lake is held, so it is not pruned.
        if (prunedBefore is { } day && file.DiskPath.Length > 0 && PrunedContent.Of(file, open, day, ReferenceEquals(file, work.Newest) && file.MayGrow, progress, cancellation) is { } gone)
        {
            ledger.TakePruned(file, gone.Ledger!);
            lock (report)
            {
                report.FilesPruned++;
                if (gone.Problem is { } problem)
                    report.Unreadable.Add(new(file.Path, problem));
            }

            return;
        }

        LedgerRow? earlier = ledger.Current(file.Path);
        ConvertedFile converted = KnownCopy(file, open, ledger)
            ?? converter.Convert(file, open, ledger.Ranks.RankOf(file), earlier, ReferenceEquals(file, work.Newest) && file.MayGrow, id => ledger.FinishedTwin(file, id), cancellation);
        progress.AddFile();
        parts.CheckMemory();
        FileChange? change = null;
        if (converted.Ledger is { } row)
        {
            bool isTruncated = earlier is { IsHeld: true } && row.Size < earlier.Size
                && await IsBeginningAsync(restorer, earlier, row, cancellation).ConfigureAwait(false);
            change = ledger.Take(file, row, earlier, converted.HasGrown, isTruncated);
        }

        Note(file, converted, change, report);
    }

    // The whole content of another file that comes before it: told by its size and hash, so that nothing of it need pass the spool.
    private ConvertedFile? KnownCopy(InputFile file, Func<InputFile, Stream> open, GroupLedger ledger)
    {
        bool isOnDisk = file.DiskPath.Length > 0 && !LogExtensions.IsGzip(file.DiskPath);
        if (!isOnDisk || !ledger.Carried.HasSize(file.DiskBytes))
            return null;
        try
        {
            LedgerRow? earlier = ledger.Current(file.Path);
            using HashingStream stream = new(open(file), earlier?.Size, _ => { });
            string fileId = stream.Finish();
            if (stream.Damage is not null || ledger.OwnerOf(file, fileId) is not { } owner)
                return null;
            progress.AddBytesRead(stream.Length);
            return new ConvertedFile(owner with { Path = file.Path, Reason = null }, earlier is not null && stream.PrefixHash == earlier.FileId, Problem: null, FirstReject: owner.RejectedLines > 0 ? $"as in {owner.Path}" : null);
        }
        catch (Exception e) when (HashingStream.IsUnreadable(e))
        {
            // It is said when the file is read.
            return null;
        }
    }

    private static async Task<bool> IsBeginningAsync(FileRestorer restorer, LedgerRow earlier, LedgerRow now, CancellationToken cancellation)
    {
        await foreach (RestoredFile file in restorer.RestoreAsync(new HashSet<string> { earlier.FileId }, cancellation).ConfigureAwait(false))
            return file.Image.HashOf(now.Size) == now.FileId;
        return false;
    }

    // Rows of a file are in the units of their days, and where a session that began before reaches into them.
    private static void TouchUnitsOf(LedgerRow row, OpenSessions open, UnitSpool spool)
    {
        if (row.FirstTimeMicros is not { } first || row.LastTimeMicros is not { } last)
            return;
        for (int day = LogTime.Day(first); day <= LogTime.Day(last); day++)
            spool.Touch(day);
        foreach (int day in open.UnitsReaching(LogTime.Day(first)).ToArray())
            spool.Touch(day);
    }

    private void Note(InputFile file, ConvertedFile converted, FileChange? change, ConvertReport report)
    {
        lock (report)
        {
            if (converted.Problem is { } problem)
                report.Unreadable.Add(new(file.Path, problem));
            if (converted.Ledger is not { } row)
                return;
            if (row.Status == FileStatus.Skipped)
            {
                if (converted.Problem is null)
                    report.Skipped.Add(new(file.Path, row.Reason!));
                return;
            }

            report.FilesConverted++;
            report.Changes[change!.Value] = report.Changes.GetValueOrDefault(change.Value) + 1;
            report.FilesOpen += row.Status == FileStatus.Open ? 1 : 0;
            report.FilesReachingBack += prunedBefore is { } day && row.FirstTimeMicros is { } first && LogTime.Day(first) < day ? 1 : 0;
            report.BytesRead += row.Size;
            report.RejectedLines += row.RejectedLines;
            report.Inputs[file.Path] = row.FileId;
            if (row.RejectedLines > 0)
                report.WithRejects.Add(new(file.Path, $"{row.RejectedLines} rejected, first at {converted.FirstReject}"));
        }
    }

    private static void Note(GroupLedger ledger, IReadOnlyList<LedgerRow> settled, List<string> unbalanced, ConvertReport report)
    {
        HashSet<(string, string)> read = [.. ledger.Read.Select(row => (row.Path, row.FileId))];
        lock (report)
        {
            report.Unbalanced.AddRange(unbalanced);
            report.Versions.AddRange(ledger.Versions);
            foreach (LedgerRow row in settled.Where(row => read.Contains((row.Path, row.FileId))))
            {
                report.EventLines += row.EventLines;
                report.DuplicateLines += row.DuplicateLines;
            }
        }
    }
}
