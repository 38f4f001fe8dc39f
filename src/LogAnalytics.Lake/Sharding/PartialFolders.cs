using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using LogAnalytics.Lake.Catalog;

namespace LogAnalytics.Lake.Sharding;

/// <summary>
/// Where the partials of an analysis lie: <c>_shards/PLAN/partials-LAKE/0003</c>, below the lake that they were read from. No reader of the
/// lake looks there. They hold for the lake as it was then: once it has changed, all are missing.
/// </summary>
/// <param name="manifest">Of the lake.</param>
/// <param name="version">Of the tool.</param>
/// <param name="rerun">Shard → what to type to have its partial made.</param>
public sealed class PartialFolders(LakeFolder lake, LakeManifest manifest, ShardPlan plan, string version, Func<int, string> rerun)
{
    private const string Prefix = "partials-";
    private const string ResultName = "partial.json";

    // Enough of the hash to tell states of a lake apart.
    private const int HashDigits = 12;

    private string PlanRoot => new ShardFolders(lake, plan).Root;

    private string Root => Path.Combine(PlanRoot, Prefix + manifest.Sha256[..HashDigits]);

    /// <summary>A shard's part of the lake. Servers that the plan does not have are the first shard's.</summary>
    public LakeManifest PartOf(int shard)
    {
        Dictionary<string, int> shards = plan.Groups.GroupBy(group => group.Server, group => group.Shard).ToDictionary(server => server.Key, server => server.First());
        return manifest with { Groups = [.. manifest.Groups.Where(group => shards.GetValueOrDefault(group.Server, 1) == shard)] };
    }

    public bool IsDone(int shard) => ResultOf(shard) is not null;

    /// <summary>Makes the partial of a shard. It may be started again at any time: what was cut off is made anew.</summary>
    /// <param name="prepare">Comes before the first table.</param>
    /// <param name="write">Writes a table to a path.</param>
    /// <exception cref="LakeBusyException">Another process makes it.</exception>
    public void Write(int shard, IEnumerable<string> tables, Action prepare, Action<string, string> write)
    {
        LakeFolder folder = FolderOf(shard);
        using LakeLock held = LakeLock.Take(folder);
        File.Delete(ResultPath(folder));
        prepare();
        Dictionary<string, LakeFile> written = [];
        foreach (string table in tables)
        {
            string name = table + ".parquet";
            write(table, Path.Combine(folder.Root, name));
            written.Add(table, Of(folder, name));
        }

        PartialResult result = new() { Plan = plan.Sha256, Shard = shard, LakeSha256 = manifest.Sha256, Version = version, Tables = written };
        folder.Replace(ResultPath(folder), JsonSerializer.SerializeToUtf8Bytes(result, PlanJson.Readable.PartialResult));
    }

    /// <summary>The files of all partials by table, once all are there.</summary>
    /// <exception cref="LakeBusyException">A task still writes.</exception>
    /// <exception cref="LakeException">One is missing or damaged; all of it is named, with what to do.</exception>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> ReadAll()
    {
        Refusal refusal = new("Nothing was analysed.", rerun);
        List<(string Table, string Path)> files = [];
        for (int shard = 1; shard <= plan.Shards; shard++)
        {
            LakeFolder folder = FolderOf(shard);
            if (ResultOf(shard) is not { } result)
            {
                // Somebody may be at it: then it is not missing.
                if (Directory.Exists(folder.Root))
                    LakeLock.Take(folder).Dispose();
                refusal.Add(shard, $"the partial of shard {shard}/{plan.Shards} is missing: no task has made it from the lake as it is now.");
            }
            else if (result.Tables.Values.FirstOrDefault(file => !folder.IsAsWritten(file)) is { } altered)
            {
                refusal.Add(shard, $"the partial of shard {shard}/{plan.Shards} is damaged: '{folder.FullPath(altered)}' is missing or not what was written. Remove '{folder.Root}'.");
            }
            else
            {
                files.AddRange(result.Tables.Select(table => (table.Key, folder.FullPath(table.Value))));
            }
        }

        refusal.ThrowIfAny();
        return files.GroupBy(file => file.Table, file => file.Path).ToDictionary(table => table.Key, IReadOnlyList<string> (table) => [.. table]);
    }

    /// <summary>Removes the partials of what the lake was before.</summary>
    public void RemoveOutdated()
    {
        foreach (string folder in Directory.EnumerateDirectories(PlanRoot, Prefix + "*").Where(folder => folder != Root))
            LakeFolder.TryRemove(folder, path => Directory.Delete(path, recursive: true));
    }

    // Null where no task has come to its end, or by another version.
    private PartialResult? ResultOf(int shard)
    {
        try
        {
            PartialResult? result = JsonSerializer.Deserialize(File.ReadAllText(ResultPath(FolderOf(shard))), PlanJson.Default.PartialResult);
            return result?.Schema == PartialResult.CurrentSchema && (result.Plan, result.Shard, result.LakeSha256, result.Version) == (plan.Sha256, shard, manifest.Sha256, version) ? result : null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }

    private LakeFolder FolderOf(int shard) => new(Path.Combine(Root, shard.ToString("0000", CultureInfo.InvariantCulture)));

    private static string ResultPath(LakeFolder folder) => Path.Combine(folder.TemporaryFolder, ResultName);

    private static LakeFile Of(LakeFolder folder, string name)
    {
        using FileStream content = File.OpenRead(Path.Combine(folder.Root, name));
        return new LakeFile(name, 0, content.Length, Convert.ToHexStringLower(SHA256.HashData(content)));
    }
}
