using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Conversion;
using LogAnalytics.Lake.Tables;

namespace LogAnalytics.Lake.Sharding;

/// <summary>
/// The lakes of all tasks of a plan become one lake by one commit: files are linked into it, none is written anew. All or nothing: while
/// a shard is missing, of another plan or damaged, the lake stays as it is.
/// </summary>
/// <param name="rerun">Shard → what to type to have it converted.</param>
public sealed class ShardMerger(LakeFolder lake, ShardPlan plan, Func<int, string> rerun, int threads)
{
    private const string Undone = "Nothing was merged.";

    private readonly ShardFolders _folders = new(lake, plan);

    /// <exception cref="LakeBusyException">A task still writes.</exception>
    /// <exception cref="LakeException">Something keeps it from being merged; all of it is named, with what to do.</exception>
    public async Task<MergeReport> MergeAsync(CancellationToken cancellation)
    {
        using LakeLock held = LakeLock.Take(lake);
        ConvertReport logs = new();
        logs.Unreadable.AddRange(plan.Unreadable);
        if (_folders.IsMerged)
        {
            _folders.RemoveShards();
            return new MergeReport(logs, 0, 0, WasMerged: true);
        }

        LakeManifest before = lake.ReadManifest();
        List<Shard> shards = [];
        try
        {
            OpenAll(shards);
            // Cut off right after its commit.
            if (lake.Exists && shards.All(shard => Holds(before, shard.Manifest)))
            {
                _folders.MarkMerged();
                return new MergeReport(logs, 0, 0, WasMerged: true);
            }

            RefuseIfHeld(before);
            RefuseIfAltered(shards, cancellation);
            lake.SweepTemporary();
            int copied = 0;
            foreach (Shard shard in shards)
            {
                shard.Result.AddTo(logs);
                copied += shard.Manifest.AllFiles.Count(entry => !lake.Adopt(entry.File, shard.Lake));
            }

            LakeManifest after = await CommitAsync(before, shards).ConfigureAwait(false);
            logs.FilesInLake = after.Groups.Sum(group => group.Files.Sum(file => file.Rows));
            return new MergeReport(logs, after.AllFiles.Count(), copied, WasMerged: false);
        }
        finally
        {
            foreach (Shard shard in shards)
                shard.Lock.Dispose();
            // Only what is committed; a folder that somebody holds open stays, and is removed the next time.
            if (_folders.IsMerged)
                _folders.RemoveShards();
        }
    }

    private async Task<LakeManifest> CommitAsync(LakeManifest before, List<Shard> shards)
    {
        List<FileVersion> versions = [];
        Dictionary<string, SeenFile> seen = lake.ReadSeen(out _);
        foreach (Shard shard in shards)
        {
            await using (FileStream history = File.OpenRead(shard.Lake.FileVersionsPath))
                versions.AddRange(await FileVersionsTable.ReadAsync(history).ConfigureAwait(false));
            foreach ((string key, SeenFile file) in shard.Lake.ReadSeen(out _))
                seen[key] = file;
        }

        LakeManifest after = shards[0].Manifest with
        {
            Groups = [.. before.Groups.Concat(shards.SelectMany(shard => shard.Manifest.Groups)).OrderBy(group => group.Server, StringComparer.Ordinal).ThenBy(group => group.Service, StringComparer.Ordinal)],
        };
        await new FileHistory(lake).AddAsync(versions).ConfigureAwait(false);
        lake.Commit(after, seen);
        _folders.MarkMerged();
        lake.Sweep(after);
        return after;
    }

    private static bool Holds(LakeManifest lake, LakeManifest shard) =>
        shard.Groups.All(group => lake.Groups.Any(other => (other.Server, other.Service) == (group.Server, group.Service) && other.AllFiles.SequenceEqual(group.AllFiles)));

    // Servers of other plans and runs stay beside those of this one; the same server twice would double its rows.
    private void RefuseIfHeld(LakeManifest before)
    {
        if (!lake.Exists)
            return;
        if (before.ParserVersion != LakeVersions.Parser || before.ReaderVersion != LakeVersions.Reader || before.UserFamilies != plan.UserFamilies)
            throw new LakeException($"'{lake.Root}' was made by other rules or with other reply families than the plan. Bring it up to date with 'rebuild', or merge into a new lake.");
        HashSet<string> planned = [.. plan.Groups.Select(group => group.Server)];
        string[] twice = [.. before.Groups.Select(group => group.Server).Where(planned.Contains).Distinct()];
        if (twice.Length > 0)
            throw new LakeException($"'{lake.Root}' holds logs of {Names(twice)} already, which the plan has too. Take in what is new with 'convert INPUT', or use a new lake for the plan.");
    }

    private void OpenAll(List<Shard> shards)
    {
        Refusal refusal = new(Undone, rerun);
        for (int number = 1; number <= plan.Shards; number++)
        {
            LakeFolder folder = _folders.LakeOf(number);
            string name = $"shard {number}/{plan.Shards}";
            if (_folders.ResultOf(number) is not { } result)
            {
                // Somebody may be at it: then it is not missing.
                if (folder.Exists)
                    LakeLock.Take(folder).Dispose();
                refusal.Add(number, $"{name} is missing: no task has come to its end.");
                continue;
            }

            LakeLock held = LakeLock.Take(folder);
            LakeManifest manifest = folder.ReadManifest();
            shards.Add(new Shard(number, folder, held, result, manifest));
            if (WhyForeign(number, result, manifest) is { } fault)
                refusal.Add(number, $"{name} {fault} Remove '{folder.Root}'.");
        }

        refusal.ThrowIfAny();
    }

    private string? WhyForeign(int number, ShardResult result, LakeManifest manifest)
    {
        if (result.Plan != plan.Sha256 || result.Shard != number)
            return $"is foreign: it is shard {result.Shard} of another plan or another place.";
        HashSet<(string, string)> planned = [.. plan.GroupsOf(number).Select(group => (group.Server, group.Service))];
        if (result.ManifestSha256 != manifest.Sha256 || manifest.UserFamilies != plan.UserFamilies || !manifest.Groups.All(group => planned.Contains((group.Server, group.Service))))
            return "is foreign: it was changed after its task ended.";
        return null;
    }

    private void RefuseIfAltered(List<Shard> shards, CancellationToken cancellation)
    {
        string?[] faults = new string?[shards.Count];
        Parallel.For(0, shards.Count, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, i =>
        {
            Shard shard = shards[i];
            LakeFile? altered = shard.Manifest.AllFiles.Select(entry => entry.File).FirstOrDefault(file => !shard.Lake.IsAsWritten(file));
            if (altered is not null)
                faults[i] = $"shard {shard.Number}/{plan.Shards} is damaged: '{shard.Lake.FullPath(altered)}' is missing or not what was written. Remove '{shard.Lake.Root}'.";
        });
        Refusal refusal = new(Undone, rerun);
        foreach ((Shard shard, string? fault) in shards.Zip(faults))
        {
            if (fault is not null)
                refusal.Add(shard.Number, fault);
        }

        refusal.ThrowIfAny();
    }

    private static string Names(string[] servers) => servers.Length > 3 ? $"{string.Join(", ", servers.Take(3))} and {servers.Length - 3} more servers" : string.Join(", ", servers);

    private sealed record Shard(int Number, LakeFolder Lake, LakeLock Lock, ShardResult Result, LakeManifest Manifest);
}
