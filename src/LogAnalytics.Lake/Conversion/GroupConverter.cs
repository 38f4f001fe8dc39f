using LogAnalytics.Inputs;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Parquet;
using LogAnalytics.Lake.Tables;
using LogAnalytics.Lake.Units;
using LogAnalytics.SendLogs.Rows;
using LogAnalytics.SendLogs.Sessions;

namespace LogAnalytics.Lake.Conversion;

/// <summary>
/// Converts the logs of one server and service. Whatever changed, all rows of the group pass through one spool: rows read now and
/// rows that earlier runs wrote. So the tables depend on the set of logs, not on how it was fed in.
/// </summary>
public sealed class GroupConverter(LakeFolder lake, UnitPartWriter parts, ConvertOptions options, ConvertProgress progress, int groupsAtOnce)
{
    // Rows may be a little older than their file: a day is taken as whole when files are this far past its end. Rows that come later
    // still reach it: the day is written again.
    private static readonly TimeSpan LateRows = TimeSpan.FromHours(6);

    private readonly List<LedgerRow> _ledger = [];
    private readonly List<RejectRow> _rejects = [];

    /// <param name="before">The group as the lake holds it; null if it is new.</param>
    /// <param name="inputs">All input files of the group, changed or not, in canonical order.</param>
    /// <param name="changed">Those to read.</param>
    public async Task<LakeGroup> ConvertAsync(
        string server, string service, LakeGroup? before, IReadOnlyList<InputFile> inputs, IReadOnlySet<string> changed,
        ConvertReport report, CancellationToken cancellation)
    {
        IReadOnlyList<LedgerRow> earlier = await ReadLedgerAsync(before).ConfigureAwait(false);
        changed = WithFinished(inputs, changed, earlier, report);
        FileRanks ranks = new(earlier, inputs.Where(input => changed.Contains(input.Path)));
        using UnitSpool spool = new(lake.TemporaryFolder, options.MemoryBytes / 2 / groupsAtOnce);
        GroupUnits units = new(new UnitWriter(parts, ranks.FileNames(), options.Threads), lake, server, service, progress);
        SessionStitcher stitcher = null!;
        stitcher = new SessionStitcher(
            rows =>
            {
                spool.Add(rows);
                stitcher.Recycle(rows);
            },
            options.MemoryBytes / 8 / groupsAtOnce);

        Dictionary<string, LedgerRow> earlierByPath = earlier.Where(row => row.Reason != FileRanks.Replaced).ToDictionary(row => row.Path, StringComparer.Ordinal);
        FileConverter converter = new(stitcher, progress);
        InputFile? newest = Newest(inputs);
        foreach (InputFile file in inputs.Where(input => changed.Contains(input.Path)))
        {
            // With rows of earlier runs to come, no day is known to be whole before the end.
            if (before is null && file.Name.Hour is { } hour)
            {
                long settled = LogTime.FromDateTime(hour - LateRows);
                stitcher.CloseQuietSince(settled);
                await units.WriteAsync(spool.TakeBefore(LogTime.Day(settled)), cancellation).ConfigureAwait(false);
            }

            LedgerRow? earlierRow = earlierByPath.GetValueOrDefault(file.Path);
            ConvertedFile converted = converter.Convert(file, ranks.RankOf(file), earlierRow, ReferenceEquals(file, newest) && file.MayGrow, cancellation);
            Take(file, converted, earlierRow, ranks, report);
        }

        stitcher.CloseAll();
        if (before is not null)
            await ReplayAsync(before, ranks, spool, cancellation).ConfigureAwait(false);
        await units.FinishAsync(spool, ranks.RankOf, cancellation).ConfigureAwait(false);
        CountDuplicates(ranks, units.Duplicates, report);
        _ledger.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path) is var order and not 0 ? order : string.CompareOrdinal(a.FileId, b.FileId));
        return new LakeGroup(server, service, await WriteLedgerAsync(server, service).ConfigureAwait(false), await WriteRejectsAsync(server, service).ConfigureAwait(false), units.Written);
    }

    private void Take(InputFile file, ConvertedFile converted, LedgerRow? earlierRow, FileRanks ranks, ConvertReport report)
    {
        Note(file, converted, report);
        progress.AddFile();
        if (converted.Ledger is not { } row)
            return;
        ranks.SetFileId(file, row.FileId);
        _ledger.Add(row);
        _rejects.AddRange(converted.Rejects);
        // A grown file replaces its earlier version; other content under the same name does not: nothing may be lost.
        if (earlierRow is not null && (converted.HasGrown || earlierRow.FileId == row.FileId))
            ranks.Forget(earlierRow);
        else if (earlierRow is not null)
            ranks.MarkReplaced(earlierRow);
    }

    private static InputFile? Newest(IReadOnlyList<InputFile> inputs) =>
        inputs.Where(input => input.Name.IsSend).MaxBy(input => input, Comparer<InputFile>.Create(InputFile.CompareAsWritten));

    // A file that was open and has a successor now will not be finished any more: its tail is read as a line.
    private static IReadOnlySet<string> WithFinished(IReadOnlyList<InputFile> inputs, IReadOnlySet<string> changed, IReadOnlyList<LedgerRow> earlier, ConvertReport report)
    {
        InputFile? newest = Newest(inputs);
        HashSet<string> open = [.. earlier.Where(row => row.Status == FileStatus.Open).Select(row => row.Path)];
        string[] finished = [.. inputs.Where(input => input != newest && open.Contains(input.Path) && !changed.Contains(input.Path)).Select(input => input.Path)];
        lock (report)
            report.FilesUnchanged -= finished.Length;
        return changed.Concat(finished).ToHashSet(StringComparer.Ordinal);
    }

    // Ledger rows and rejects that stay, and the rows of the units, less those of files that were read anew.
    private async Task ReplayAsync(LakeGroup before, FileRanks ranks, UnitSpool spool, CancellationToken cancellation)
    {
        _ledger.AddRange(ranks.Carried);
        HashSet<string> carriedIds = [.. ranks.Carried.Select(row => row.FileId)];
        foreach (LakeFile file in before.Rejects)
            _rejects.AddRange((await RejectsTable.ReadAsync(lake.FullPath(file)).ConfigureAwait(false)).Where(reject => carriedIds.Contains(reject.FileId)));
        foreach (LakeUnit unit in before.Units)
        {
            cancellation.ThrowIfCancellationRequested();
            await foreach (SessionRows session in UnitReplay.ReadAsync(lake, unit, ranks.CarriedRank).ConfigureAwait(false))
                spool.Add(session);
        }
    }

    // A row counts as event or as duplicate; a carried file loses rows when a smaller owner has come.
    private void CountDuplicates(FileRanks ranks, IReadOnlyDictionary<int, long> duplicates, ConvertReport report)
    {
        for (int i = 0; i < _ledger.Count; i++)
        {
            LedgerRow row = _ledger[i];
            long dropped = duplicates.GetValueOrDefault(ranks.RankOf(row));
            _ledger[i] = row with { EventLines = row.EventLines - dropped, DuplicateLines = row.DuplicateLines + dropped };
        }

        lock (report)
        {
            report.EventLines -= duplicates.Values.Sum();
            report.DuplicateLines += duplicates.Values.Sum();
        }
    }

    private static void Note(InputFile file, ConvertedFile converted, ConvertReport report)
    {
        lock (report)
        {
            if (converted.Problem is { } problem)
                report.Unreadable.Add(new(file.Path, problem));
            if (!converted.Balances)
                report.Unbalanced.Add(file.Path);
            if (converted.Ledger is not { } row)
                return;
            if (row.Status == FileStatus.Skipped)
            {
                if (converted.Problem is null)
                    report.Skipped.Add(new(file.Path, row.Reason!));
                return;
            }

            report.FilesConverted++;
            report.FilesOpen += row.Status == FileStatus.Open ? 1 : 0;
            report.BytesRead += row.Size;
            report.EventLines += row.EventLines;
            report.RejectedLines += row.RejectedLines;
            report.Inputs[file.Path] = row.FileId;
            if (converted.Rejects.Count > 0)
                report.WithRejects.Add(new(file.Path, $"{converted.Rejects.Count} rejected, first at line {converted.Rejects[0].LineNumber}: {converted.Rejects[0].Reason}"));
        }
    }

    private async Task<IReadOnlyList<LedgerRow>> ReadLedgerAsync(LakeGroup? before)
    {
        List<LedgerRow> rows = [];
        foreach (LakeFile file in before?.Files ?? [])
            rows.AddRange(await FilesTable.ReadAsync(lake.FullPath(file)).ConfigureAwait(false));
        return rows;
    }

    private async Task<IReadOnlyList<LakeFile>> WriteLedgerAsync(string server, string service)
    {
        FilesTable table = new();
        foreach (LedgerRow row in _ledger)
            table.Add(row);
        return await WriteTableAsync("files", server, service, _ledger.Count, table.Columns).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<LakeFile>> WriteRejectsAsync(string server, string service)
    {
        RejectsTable table = new();
        foreach (RejectRow row in _rejects.OrderBy(row => row.FileId, StringComparer.Ordinal).ThenBy(row => row.LineNumber))
            table.Add(row);
        return await WriteTableAsync("rejects", server, service, _rejects.Count, table.Columns).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<LakeFile>> WriteTableAsync(string table, string server, string service, int rows, IReadOnlyList<Column> columns)
    {
        if (rows == 0)
            return [];
        await using LakeTableWriter writer = await LakeTableWriter
            .CreateAsync(lake, table, $"{table}/server={HivePath.Escape(server)}/service={service}/part", columns).ConfigureAwait(false);
        return [await writer.CompleteAsync().ConfigureAwait(false)];
    }
}
