using LogAnalytics.Inputs;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Conversion;
using LogAnalytics.Lake.Tables;
using LogAnalytics.Lake.Units;

namespace LogAnalytics.Lake;

/// <summary>Logs to tables: reads what is new, rewrites the units it touches, commits by one rename.</summary>
public sealed class LakeConverter(LakeFolder lake, ConvertOptions options, ConvertProgress progress)
{
    /// <summary>Takes the listed logs in; an empty listing only brings units of older rules up to date.</summary>
    /// <exception cref="LakeBusyException">Another run holds the lake.</exception>
    public async Task<ConvertReport> ConvertAsync(InputListing listing, CancellationToken cancellation)
    {
        using LakeLock held = LakeLock.Take(lake);
        lake.SweepTemporary();
        LakeManifest before = lake.ReadManifest();
        Dictionary<string, SeenFile> seen = lake.ReadSeen(out string? warning);
        ConvertReport report = new() { FilesFound = listing.Files.Count };
        report.Unreadable.AddRange(listing.Unreadable);
        report.Skipped.AddRange(listing.Skipped);
        if (warning is not null)
            report.Warnings.Add(warning);

        string userFamilies = options.UserFamilies ?? before.UserFamilies;
        LakeRules rules = LakeRules.Of(userFamilies);
        List<GroupInputs> work = Plan(listing, before, seen, rules.Stamp, report);
        progress.TotalBytes = work.Sum(item => item.Bytes);
        Dictionary<(string, string), LakeGroup> groups = before.Groups.ToDictionary(group => (group.Server, group.Service));
        await RunAsync(work, groups, rules, before.PrunedBefore, seen, report, cancellation).ConfigureAwait(false);
        // A file that could not be opened must be tried again.
        HashSet<string> unreadable = [.. report.Unreadable.Select(problem => problem.Key)];
        foreach (InputFile file in work.SelectMany(item => item.Listed).Where(file => !unreadable.Contains(file.Path)))
            seen[SeenKey(file.Server, file.Service, file.Path)] = new SeenFile(file.DiskBytes, file.ModifiedUtc, file.DiskPath);

        // Should it come back to its old place it must be read.
        foreach (FileVersion gone in report.Versions.Where(version => version.Path != version.NextPath))
            seen.Remove(SeenKey(gone.Server, gone.Service, gone.Path));

        bool isCurrent = lake.Exists && (before.ParserVersion, before.ReaderVersion, before.UserFamilies) == (LakeVersions.Parser, LakeVersions.Reader, userFamilies);
        LakeManifest after = before;
        if (work.Count > 0 || !isCurrent)
        {
            after = new LakeManifest
            {
                UserFamilies = userFamilies,
                PrunedBefore = before.PrunedBefore,
                Schemas = isCurrent ? before.Schemas : TableSchemas.Write(lake),
                ReplyFamilies = ReplyFamiliesTable.Write(lake, rules.Taxonomy),
                Groups = [.. groups.Values.OrderBy(group => group.Server, StringComparer.Ordinal).ThenBy(group => group.Service, StringComparer.Ordinal)],
            };
            await new FileHistory(lake).AddAsync(report.Versions).ConfigureAwait(false);
            UnreadHistory.Add(lake, report.Unread);
            lake.Commit(after, seen);
        }

        lake.Sweep(after);
        report.FilesInLake = after.Groups.Sum(group => group.Files.Sum(file => file.Rows));
        await CountUnchangedAsync(listing, work, after, report).ConfigureAwait(false);
        Sort(report);
        return report;
    }

    // Groups with at least one new or changed file, or a unit of other rules.
    private List<GroupInputs> Plan(InputListing listing, LakeManifest before, Dictionary<string, SeenFile> seen, string rules, ConvertReport report)
    {
        ILookup<(string Server, string Service), InputFile> listed = listing.Files.ToLookup(file => (file.Server, file.Service));
        Dictionary<(string Server, string Service), LakeGroup> known = before.Groups.ToDictionary(group => (group.Server, group.Service));
        bool replaysAll = options.ReplaysAllRejects || before.ReaderVersion < LakeVersions.Reader;
        List<GroupInputs> work = [];
        foreach ((string Server, string Service) key in listed.Select(group => group.Key).Union(known.Keys))
        {
            LakeGroup? group = known.GetValueOrDefault(key);
            InputFile[] inputs = [.. listed[key]];
            InputFile[] changed = [.. inputs.Where(file => group is null || options.Rehash || !IsUnchanged(file, seen))];
            report.FilesUnchanged += inputs.Length - changed.Length;
            bool isStale = group is not null && (replaysAll || group.Units.Any(unit => unit.Rules != rules));
            if (changed.Length > 0 || isStale)
                work.Add(new GroupInputs(key.Server, key.Service, inputs, changed.Select(file => file.Path).ToHashSet(StringComparer.Ordinal), changed.Sum(file => file.DiskBytes)));
        }

        return work;
    }

    private static bool IsUnchanged(InputFile file, Dictionary<string, SeenFile> seen) =>
        seen.TryGetValue(SeenKey(file.Server, file.Service, file.Path), out SeenFile? known)
        && known.DiskBytes == file.DiskBytes && known.ModifiedUtc == file.ModifiedUtc;

    private async Task RunAsync(
        List<GroupInputs> work, Dictionary<(string, string), LakeGroup> groups, LakeRules rules, int? prunedBefore, Dictionary<string, SeenFile> seen, ConvertReport report, CancellationToken cancellation)
    {
        MemoryPlan memory = new(options.MemoryBytes, options.Threads);
        int groupsAtOnce = Math.Clamp(work.Count, 1, memory.Threads);
        using UnitPartWriter parts = new(lake, rules.Taxonomy, memory);
        ILookup<(string, string), UnreadSpan> unread = UnreadHistory.Read(lake).ToLookup(span => (span.Server, span.Service));
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = groupsAtOnce, CancellationToken = cancellation };
        // The largest first, so that the last worker does not start on it alone.
        await Parallel.ForEachAsync(work.OrderByDescending(item => item.Bytes), parallel, async (item, token) =>
        {
            GroupConverter converter = new(lake, parts, rules.Stamp, prunedBefore, options, progress, memory, groupsAtOnce);
            LakeGroup known;
            lock (groups)
                known = groups.GetValueOrDefault((item.Server, item.Service)) ?? new LakeGroup(item.Server, item.Service, [], [], [], []);
            LakeGroup written = await converter.ConvertAsync(item, known, row => IsGone(item, row, seen), [.. unread[(item.Server, item.Service)]], report, token).ConfigureAwait(false);
            lock (groups)
                groups[(item.Server, item.Service)] = written;
        }).ConfigureAwait(false);
    }

    // Never seen on this disk: unknown, so not gone.
    private static bool IsGone(GroupInputs group, LedgerRow row, Dictionary<string, SeenFile> seen) =>
        seen.TryGetValue(SeenKey(group.Server, group.Service, row.Path), out SeenFile? known) && !File.Exists(known.DiskPath);

    private async Task CountUnchangedAsync(InputListing listing, List<GroupInputs> work, LakeManifest after, ConvertReport report)
    {
        HashSet<InputFile> read = [.. work.SelectMany(item => item.Listed.Where(file => item.Changed.Contains(file.Path)))];
        if (read.Count == listing.Files.Count)
            return;
        HashSet<(string, string, string)> unchanged = [.. listing.Files.Where(file => !read.Contains(file)).Select(file => (file.Server, file.Service, file.Path))];
        HashSet<(string, string)> servers = [.. unchanged.Select(file => (file.Item1, file.Item2))];
        foreach (LakeGroup group in after.Groups.Where(group => servers.Contains((group.Server, group.Service))))
        {
            foreach (LedgerRow row in await GroupConverter.ReadLedgerAsync(lake, group).ConfigureAwait(false))
            {
                if (row.Status == FileStatus.Skipped || FileChanges.IsReplaced(row) || !unchanged.Contains((group.Server, group.Service, row.Path)))
                    continue;
                report.SendLogsUnchanged++;
                report.RejectedLinesUnchanged += row.IsHeld ? row.RejectedLines : 0;
            }
        }
    }

    // Escaped, for a server may be named by any text; a service has no '|', and the path comes last.
    private static string SeenKey(string server, string service, string path) => $"{Uri.EscapeDataString(server)}|{service}|{path}";

    // Groups end in any order; what is shown does not depend on it.
    private static void Sort(ConvertReport report)
    {
        foreach (List<KeyValuePair<string, string>> list in new[] { report.Skipped, report.Unreadable, report.WithRejects })
            list.Sort((a, b) => string.CompareOrdinal(a.Key, b.Key));
        report.Unbalanced.Sort(string.CompareOrdinal);
        report.Unread.Sort((a, b) => string.CompareOrdinal(a.Log, b.Log));
    }
}
