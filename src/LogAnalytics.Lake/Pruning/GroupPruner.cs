using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Conversion;
using LogAnalytics.Lake.Tables;
using LogAnalytics.Lake.Units;
using LogAnalytics.SendLogs.Sessions;
using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.Lake.Pruning;

/// <summary>
/// Takes old logs of one server and service out of the lake. A log goes whole when its last row is old, and a unit with it. Of an old unit
/// stay the sessions that a younger log goes on with, over midnight, so that every log that stays can still be restored.
/// </summary>
/// <param name="ledger">Of the group.</param>
/// <param name="before">Days since 1970.</param>
public sealed class GroupPruner(LakeFolder lake, LakeGroup group, IReadOnlyList<LedgerRow> ledger, int before)
{
    private readonly HashSet<LedgerRow> _pruned = [.. ledger.Where(row => row.IsHeld && PrunedContent.IsBefore(row, before))];

    private IReadOnlyDictionary<LakeUnit, bool>? _oldUnits;

    public bool HasWork => _pruned.Count > 0;

    public async Task<PrunedLog> DescribeAsync()
    {
        IReadOnlyDictionary<LakeUnit, bool> old = await OldUnitsAsync().ConfigureAwait(false);
        LakeUnit[] gone = [.. old.Where(unit => !unit.Value).Select(unit => unit.Key)];
        HashSet<int> keptDays = [.. ledger.Where(row => row.IsHeld && !_pruned.Contains(row)).Select(row => row.Day)];
        IEnumerable<LakeFile> tables = gone.SelectMany(unit => unit.Tables.Values).SelectMany(files => files)
            .Concat(group.Lines.Where(day => day.Day < before && !keptDays.Contains(day.Day)).SelectMany(day => day.Files));
        return new PrunedLog(
            group.Server, group.Service, old.Count == 0 ? null : old.Keys.Min(unit => unit.Day), old.Count == 0 ? null : old.Keys.Max(unit => unit.Day),
            gone.Length, old.Count - gone.Length, _pruned.Count, _pruned.Sum(row => row.EventLines), _pruned.Sum(row => row.Size), tables.Sum(file => file.Bytes));
    }

    public async Task<LakeGroup> PruneAsync(UnitPartWriter parts, string rules, MemoryPlan memory, CancellationToken cancellation)
    {
        IReadOnlyDictionary<LakeUnit, bool> old = await OldUnitsAsync().ConfigureAwait(false);
        FileRanks ranks = new(ledger, []);
        Dictionary<string, int> rankOf = ranks.FirstRanks(ledger.Where(row => row.Status != FileStatus.Skipped));
        HashSet<int> kept = [.. KeptIds().Select(id => rankOf[id])];
        OpenSessions open = new();
        await foreach (OpenSession session in GroupConverter.ReadOpenSessionsAsync(lake, group).ConfigureAwait(false))
            open.Add(session);
        using UnitSpool spool = new(lake.TemporaryFolder, memory.WaitingBytes, open);
        UnitReplay replay = new(lake, new LogTexts(memory.TextBytes), id => rankOf.TryGetValue(id, out int rank) ? rank : throw new LakeException($"rows of the unknown file {id}"), tally: null);
        foreach ((LakeUnit unit, bool isReduced) in old)
        {
            cancellation.ThrowIfCancellationRequested();
            open.RemoveUnit(unit.Day);
            if (!isReduced)
                continue;
            await foreach (SessionRows session in replay.ReadAsync(unit).ConfigureAwait(false))
            {
                if (session.Rows().Any(row => kept.Contains(row.FileRank)))
                    spool.AddAgain(session);
            }
        }

        spool.PlaceWaiting();
        if (spool.HasWaiting)
            throw new InvalidOperationException("rows are left without a day");
        UnitWriter writer = new(parts, ranks, new RowTally(), rules, memory.Threads);
        List<LakeUnit> units = [.. group.Units.Where(unit => !old.ContainsKey(unit))];
        foreach (int day in spool.Days)
        {
            using TakenSessions sessions = spool.Take(day);
            units.Add(await writer.WriteAsync(new UnitKey(group.Server, group.Service, day), sessions.Sessions, _ => { }, cancellation).ConfigureAwait(false));
        }

        IReadOnlyList<LedgerRow> rows = [.. ledger.Select(row => _pruned.Contains(row) ? PrunedContent.Marked(row, before) : row)];
        GroupTables tables = new(lake, group.Server, group.Service);
        return new LakeGroup(
            group.Server, group.Service, tables.WriteLedger(rows), tables.WriteOpenSessions(open), await WriteLinesAsync(rows, memory, cancellation).ConfigureAwait(false),
            [.. units.OrderBy(unit => unit.Day)]);
    }

    private async Task<IReadOnlyList<LakeLines>> WriteLinesAsync(IReadOnlyList<LedgerRow> rows, MemoryPlan memory, CancellationToken cancellation)
    {
        Dictionary<string, int> dayOf = [];
        foreach (LedgerRow row in rows.Where(row => row.IsHeld))
            dayOf[row.FileId] = row.Day;
        HashSet<int> touched = [.. _pruned.Select(row => row.Day)];
        // Nothing to keep, nothing to read.
        LakeLines[] left = [.. group.Lines.Where(day => !touched.Contains(day.Day) || dayOf.ContainsValue(day.Day))];
        using LineSpool lines = new(lake.TemporaryFolder, memory.LineBytes);
        return await new LineTables(lake, group.Server, group.Service, lines).WriteAsync(left, dayOf, touched, cancellation).ConfigureAwait(false);
    }

    // Units of days before, each with whether it holds rows of logs that stay.
    private async Task<IReadOnlyDictionary<LakeUnit, bool>> OldUnitsAsync()
    {
        if (_oldUnits is not null)
            return _oldUnits;
        HashSet<string> kept = KeptIds();
        Dictionary<LakeUnit, bool> units = [];
        foreach (LakeUnit unit in group.Units.Where(unit => unit.Day < before))
        {
            bool isReduced = false;
            foreach (LakeFile part in unit.Tables["part_files"])
                isReduced |= (await PartFilesTable.ReadAsync(lake.ReadVerified(part)).ConfigureAwait(false)).Any(kept.Contains);
            units.Add(unit, isReduced);
        }

        return _oldUnits = units;
    }

    private HashSet<string> KeptIds() => [.. ledger.Where(row => row.IsHeld && !_pruned.Contains(row)).Select(row => row.FileId)];
}
