using LogAnalytics.Inputs;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Conversion;
using LogAnalytics.Lake.Tables;
using LogAnalytics.Lake.Units;
using LogAnalytics.SendLogs.Replies;

namespace LogAnalytics.Lake;

/// <summary>Logs to tables: reads what is new, rewrites the groups it touches, commits by one rename.</summary>
public sealed class LakeConverter(LakeFolder lake, ConvertOptions options, ConvertProgress progress)
{
    /// <exception cref="LakeBusyException">Another run holds the lake.</exception>
    public async Task<ConvertReport> ConvertAsync(InputListing listing, CancellationToken cancellation)
    {
        using LakeLock held = LakeLock.Take(lake);
        lake.SweepTemporary();
        LakeManifest before = lake.ReadManifest();
        Dictionary<string, SeenFile> seen = lake.ReadSeen();
        ConvertReport report = new() { FilesFound = listing.Files.Count };
        report.Unreadable.AddRange(listing.Unreadable);
        report.Skipped.AddRange(listing.Skipped);

        List<Work> work = Plan(listing, before, seen, report);
        progress.TotalBytes = work.Sum(item => item.Bytes);
        Dictionary<(string, string), LakeGroup> groups = before.Groups.ToDictionary(group => (group.Server, group.Service));
        await RunAsync(work, groups, report, cancellation).ConfigureAwait(false);
        // A file that could not be opened must be tried again.
        HashSet<string> unreadable = [.. report.Unreadable.Select(problem => problem.Key)];
        foreach (InputFile file in work.SelectMany(item => item.Inputs).Where(file => !unreadable.Contains(file.Path)))
            seen[SeenKey(file)] = new SeenFile(file.DiskBytes, file.ModifiedUtc);

        LakeManifest after = new()
        {
            Schemas = before.Schemas.Count > 0 ? before.Schemas : await TableSchemas.WriteAsync(lake).ConfigureAwait(false),
            Groups = [.. groups.Values.OrderBy(group => group.Server, StringComparer.Ordinal).ThenBy(group => group.Service, StringComparer.Ordinal)],
        };
        if (work.Count > 0 || !lake.Exists)
            lake.Commit(after, seen);
        report.FilesInLake = after.Groups.Sum(group => group.Files.Sum(file => file.Rows));
        await CountUnchangedAsync(listing, work, after, report).ConfigureAwait(false);
        Sort(report);
        return report;
    }

    // Groups with at least one new or changed file.
    private List<Work> Plan(InputListing listing, LakeManifest before, Dictionary<string, SeenFile> seen, ConvertReport report)
    {
        List<Work> work = [];
        foreach (IGrouping<(string Server, string Service), InputFile> group in listing.Files.GroupBy(file => (file.Server, file.Service)))
        {
            bool isKnown = before.Groups.Any(known => (known.Server, known.Service) == group.Key);
            InputFile[] inputs = [.. group];
            HashSet<string> changed = new(StringComparer.Ordinal);
            foreach (InputFile file in inputs)
            {
                bool unchanged = isKnown && !options.Rehash
                    && seen.TryGetValue(SeenKey(file), out SeenFile? known) && known == new SeenFile(file.DiskBytes, file.ModifiedUtc);
                if (unchanged)
                    report.FilesUnchanged++;
                else
                    changed.Add(file.Path);
            }

            if (changed.Count > 0)
                work.Add(new Work(group.Key.Server, group.Key.Service, inputs, changed, inputs.Where(file => changed.Contains(file.Path)).Sum(file => file.DiskBytes)));
        }

        return work;
    }

    private async Task RunAsync(List<Work> work, Dictionary<(string, string), LakeGroup> groups, ConvertReport report, CancellationToken cancellation)
    {
        int groupsAtOnce = Math.Clamp(work.Count, 1, options.Threads);
        using UnitPartWriter parts = new(lake, ReplyTaxonomy.BuiltIn, options.Threads);
        ParallelOptions parallel = new() { MaxDegreeOfParallelism = groupsAtOnce, CancellationToken = cancellation };
        // The largest first, so that the last worker does not start on it alone.
        await Parallel.ForEachAsync(work.OrderByDescending(item => item.Bytes), parallel, async (item, token) =>
        {
            GroupConverter converter = new(lake, parts, options, progress, groupsAtOnce);
            LakeGroup? known;
            lock (groups)
                known = groups.GetValueOrDefault((item.Server, item.Service));
            LakeGroup written = await converter.ConvertAsync(item.Server, item.Service, known, item.Inputs, item.Changed, report, token).ConfigureAwait(false);
            lock (groups)
                groups[(item.Server, item.Service)] = written;
        }).ConfigureAwait(false);
    }

    private async Task CountUnchangedAsync(InputListing listing, List<Work> work, LakeManifest after, ConvertReport report)
    {
        HashSet<InputFile> read = [.. work.SelectMany(item => item.Inputs.Where(file => item.Changed.Contains(file.Path)))];
        HashSet<(string, string, string)> unchanged = [.. listing.Files.Where(file => !read.Contains(file)).Select(file => (file.Server, file.Service, file.Path))];
        foreach (LakeGroup group in after.Groups.Where(group => listing.Files.Any(file => file.Server == group.Server && file.Service == group.Service)))
        {
            foreach (LakeFile ledger in group.Files)
            {
                foreach (LedgerRow row in await FilesTable.ReadAsync(lake.FullPath(ledger)).ConfigureAwait(false))
                {
                    if (row.Status == FileStatus.Skipped || row.Reason == FileRanks.Replaced || !unchanged.Contains((group.Server, group.Service, row.Path)))
                        continue;
                    report.SendLogsUnchanged++;
                    report.RejectedLinesUnchanged += row.RejectedLines;
                }
            }
        }
    }

    private static string SeenKey(InputFile file) => $"{file.Server}|{file.Service}|{file.Path}";

    // Groups end in any order; what is shown does not depend on it.
    private static void Sort(ConvertReport report)
    {
        foreach (List<KeyValuePair<string, string>> list in new[] { report.Skipped, report.Unreadable, report.WithRejects })
            list.Sort((a, b) => string.CompareOrdinal(a.Key, b.Key));
        report.Unbalanced.Sort(string.CompareOrdinal);
    }

    private sealed record Work(string Server, string Service, IReadOnlyList<InputFile> Inputs, IReadOnlySet<string> Changed, long Bytes);
}
