using LogAnalytics.Inputs;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Parquet;
using LogAnalytics.Lake.Tables;
using LogAnalytics.Lake.Units;
using LogAnalytics.SendLogs.Replies;
using LogAnalytics.SendLogs.Sessions;

namespace LogAnalytics.Lake.Conversion;

/// <summary>
/// Converts the logs of one server and service. Whatever changed, all rows of the group pass through one spool: rows read now and
/// rows that earlier runs wrote. So the tables depend on the set of logs, not on how it was fed in.
/// </summary>
public sealed class GroupConverter(LakeFolder lake, ConvertOptions options, ConvertProgress progress, ReplyTaxonomy taxonomy, int groupsAtOnce)
{
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
        SessionStitcher stitcher = new(spool.Add, options.MemoryBytes / 8 / groupsAtOnce);
        ReadFiles(inputs, changed, earlier, ranks, stitcher, report, cancellation);
        stitcher.CloseAll();
        if (before is not null)
            await ReplayAsync(before, ranks, spool, cancellation).ConfigureAwait(false);

        (List<LakeUnit> units, Dictionary<int, long> duplicates) = await WriteUnitsAsync(server, service, spool, ranks, cancellation).ConfigureAwait(false);
        CountDuplicates(ranks, duplicates, report);
        _ledger.Sort((a, b) => string.CompareOrdinal(a.Path, b.Path) is var order and not 0 ? order : string.CompareOrdinal(a.FileId, b.FileId));
        return new LakeGroup(server, service, await WriteLedgerAsync(server, service).ConfigureAwait(false), await WriteRejectsAsync(server, service).ConfigureAwait(false), units);
    }

    private void ReadFiles(
        IReadOnlyList<InputFile> inputs, IReadOnlySet<string> changed, IReadOnlyList<LedgerRow> earlier, FileRanks ranks,
        SessionStitcher stitcher, ConvertReport report, CancellationToken cancellation)
    {
        FileConverter converter = new(stitcher, progress);
        Dictionary<string, LedgerRow> earlierByPath = earlier.Where(row => row.Reason != FileRanks.Replaced).ToDictionary(row => row.Path, StringComparer.Ordinal);
        InputFile? newest = Newest(inputs);
        foreach (InputFile file in inputs.Where(input => changed.Contains(input.Path)))
        {
            LedgerRow? earlierRow = earlierByPath.GetValueOrDefault(file.Path);
            ConvertedFile converted = converter.Convert(file, ranks.RankOf(file), earlierRow, ReferenceEquals(file, newest) && file.MayGrow, cancellation);
            Note(file, converted, report);
            progress.AddFile();
            if (converted.Ledger is not { } row)
                continue;
            ranks.SetFileId(file, row.FileId);
            _ledger.Add(row);
            _rejects.AddRange(converted.Rejects);
            // A grown file replaces its earlier version; other content under the same name does not: nothing may be lost.
            if (earlierRow is not null && (converted.HasGrown || earlierRow.FileId == row.FileId))
                ranks.Forget(earlierRow);
            else if (earlierRow is not null)
                ranks.MarkReplaced(earlierRow);
        }
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
        foreach (LakeFile file in before.Units.SelectMany(unit => unit.Tables["events"]))
        {
            cancellation.ThrowIfCancellationRequested();
            await foreach (SessionRows session in EventsReplay.ReadAsync(lake.FullPath(file), ranks.CarriedRank).ConfigureAwait(false))
                spool.Add(session);
        }
    }

    private async Task<(List<LakeUnit> Units, Dictionary<int, long> Duplicates)> WriteUnitsAsync(
        string server, string service, UnitSpool spool, FileRanks ranks, CancellationToken cancellation)
    {
        List<LakeUnit> units = [];
        Dictionary<int, long> duplicates = [];
        UnitWriter writer = new(ranks.FileNames(), lake, taxonomy, options.Threads);
        foreach ((int day, IEnumerable<SessionRows> sessions) in spool.Units())
        {
            (LakeUnit unit, Dictionary<int, long> dropped) = await writer
                .WriteAsync(new UnitKey(server, service, day), sessions, progress.AddRowsWritten, cancellation).ConfigureAwait(false);
            units.Add(unit);
            foreach ((int rank, long count) in dropped)
                duplicates[rank] = duplicates.GetValueOrDefault(rank) + count;
        }

        return (units, duplicates);
    }

    // A row counts as event or as duplicate; a carried file loses rows when a smaller owner has come.
    private void CountDuplicates(FileRanks ranks, Dictionary<int, long> duplicates, ConvertReport report)
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
            table.Add(service, row);
        return await WriteTableAsync("files", server, service, _ledger.Count, table.Columns).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<LakeFile>> WriteRejectsAsync(string server, string service)
    {
        RejectsTable table = new();
        foreach (RejectRow row in _rejects.OrderBy(row => row.FileId, StringComparer.Ordinal).ThenBy(row => row.LineNumber))
            table.Add(service, row);
        return await WriteTableAsync("rejects", server, service, _rejects.Count, table.Columns).ConfigureAwait(false);
    }

    private async Task<IReadOnlyList<LakeFile>> WriteTableAsync(string table, string server, string service, int rows, IReadOnlyList<Column> columns)
    {
        if (rows == 0)
            return [];
        return [await lake.WriteTableAsync($"{table}/server={Uri.EscapeDataString(server)}/{service}", rows, async stream =>
        {
            await using TableFile file = await TableFile.CreateAsync(stream, columns).ConfigureAwait(false);
            await file.FlushAsync().ConfigureAwait(false);
        }).ConfigureAwait(false)];
    }
}
