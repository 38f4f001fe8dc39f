using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Conversion;
using LogAnalytics.Lake.Units;
using LogAnalytics.SendLogs.Rows;

namespace LogAnalytics.Lake.Pruning;

/// <summary>Takes old logs out of a lake by one commit; the logs themselves are never touched.</summary>
public sealed class LakePruner(LakeFolder lake, ConvertOptions options)
{
    /// <param name="olderThan">Before the newest row of the lake, or before now if that row lies in the future.</param>
    /// <param name="applies">False: says what would go, and changes nothing.</param>
    /// <exception cref="LakeBusyException">Another run holds the lake.</exception>
    /// <exception cref="LakeException">The lake is damaged, or was made by other rules.</exception>
    public async Task<PruneReport> PruneAsync(TimeSpan olderThan, DateTime now, bool applies, CancellationToken cancellation)
    {
        using LakeLock? held = applies ? LakeLock.Take(lake) : null;
        using LakeReading? reading = applies ? null : LakeReading.Begin(lake);
        if (applies)
            lake.SweepTemporary();
        LakeManifest manifest = lake.ReadManifest();
        List<(LakeGroup Group, IReadOnlyList<LedgerRow> Ledger)> groups = [];
        foreach (LakeGroup group in manifest.Groups)
            groups.Add((group, await GroupConverter.ReadLedgerAsync(lake, group).ConfigureAwait(false)));
        if (groups.SelectMany(group => group.Ledger).Where(row => row.IsHeld).Max(row => row.LastTimeMicros) is not { } newest)
            return new PruneReport(null, 0, []);
        // A row of a clock that was wrong must not make all others old.
        long cutoff = Math.Min(newest, LogTime.FromDateTime(now)) - (olderThan.Ticks / TimeSpan.TicksPerMicrosecond);
        int before = Math.Max(LogTime.Day(cutoff), manifest.PrunedBefore ?? int.MinValue);
        GroupPruner?[] pruners = [.. groups.Select(group => new GroupPruner(lake, group.Group, group.Ledger, before)).Select(pruner => pruner.HasWork ? pruner : null)];
        List<PrunedLog> logs = [];
        foreach (GroupPruner pruner in pruners.OfType<GroupPruner>())
            logs.Add(await pruner.DescribeAsync().ConfigureAwait(false));
        if (applies && logs.Count > 0)
            await ApplyAsync(manifest, pruners, before, cancellation).ConfigureAwait(false);
        return new PruneReport(LogTime.ToDateTime(newest), before, logs);
    }

    private async Task ApplyAsync(LakeManifest manifest, GroupPruner?[] pruners, int before, CancellationToken cancellation)
    {
        LakeRules rules = LakeRules.Of(manifest.UserFamilies);
        if (manifest.ParserVersion != LakeVersions.Parser)
            throw new LakeException($"'{lake.Root}' was made by rules of an earlier version. Bring it up to date first: loganalytics rebuild --lake {lake.Root}");
        MemoryPlan memory = new(options.MemoryBytes, options.Threads);
        using UnitPartWriter parts = new(lake, rules.Taxonomy, memory);
        List<LakeGroup> groups = [];
        for (int i = 0; i < pruners.Length; i++)
            groups.Add(pruners[i] is { } pruner ? await pruner.PruneAsync(parts, rules.Stamp, memory, cancellation).ConfigureAwait(false) : manifest.Groups[i]);
        cancellation.ThrowIfCancellationRequested();
        LakeManifest after = manifest with { Groups = groups, PrunedBefore = before };
        lake.Commit(after, lake.ReadSeen(out _));
        lake.Sweep(after);
    }
}
