using System.Globalization;
using System.Text.Json;
using LogAnalytics.Inputs;
using LogAnalytics.Lake.Catalog;

namespace LogAnalytics.Lake.Sharding;

/// <summary>
/// Where the tasks of a plan write: <c>_shards/PLAN/0003</c> in the lake that they will be merged into, each a lake of its own. No reader of
/// the lake looks there.
/// </summary>
public sealed class ShardFolders(LakeFolder lake, ShardPlan plan)
{
    private const string AllPlans = "_shards";
    private const string PlanCopy = "plan.json";
    private const string MergedMark = "merged.json";
    private const string ResultName = "shard.json";

    // Enough of the hash to tell plans apart.
    private const int HashDigits = 12;

    public string Root => Path.Combine(lake.Root, AllPlans, plan.Sha256[..HashDigits]);

    /// <summary>All is in the lake; a task that is started once more has nothing to do.</summary>
    public bool IsMerged => lake.Exists && File.Exists(Path.Combine(Root, MergedMark));

    public LakeFolder LakeOf(int shard) => new(Path.Combine(Root, shard.ToString("0000", CultureInfo.InvariantCulture)));

    /// <summary>Null where no task has come to its end, or what it wrote is not whole.</summary>
    public ShardResult? ResultOf(int shard)
    {
        try
        {
            ShardResult? result = JsonSerializer.Deserialize(File.ReadAllText(ResultPath(shard)), PlanJson.Default.ShardResult);
            return result?.Schema == ShardResult.CurrentSchema ? result : null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return null;
        }
    }

    public void Write(ShardResult result) =>
        LakeOf(result.Shard).Replace(ResultPath(result.Shard), JsonSerializer.SerializeToUtf8Bytes(result, PlanJson.Readable.ShardResult));

    /// <summary>The merge finds the plan by it.</summary>
    public void KeepPlan(LakeFolder shard, string planPath)
    {
        string copy = Path.Combine(Root, PlanCopy);
        if (!File.Exists(copy))
            shard.Replace(copy, File.ReadAllBytes(planPath));
    }

    /// <summary>The plan whose tasks have written below the lake.</summary>
    /// <exception cref="InputException">There is none, or more than one.</exception>
    public static string FindPlan(LakeFolder lake)
    {
        string folder = Path.Combine(lake.Root, AllPlans);
        string[] plans = !Directory.Exists(folder) ? [] :
            [.. Directory.EnumerateDirectories(folder).Where(plan => !File.Exists(Path.Combine(plan, MergedMark))).Select(plan => Path.Combine(plan, PlanCopy)).Where(File.Exists).Order(StringComparer.Ordinal)];
        return plans.Length switch
        {
            1 => plans[0],
            0 => throw new InputException($"no task has written below '{lake.Root}'. Convert first: loganalytics convert --manifest plan.json --shard 1/N --lake {lake.Root}"),
            _ => throw new InputException($"tasks of {plans.Length} plans have written below '{lake.Root}'. Say which with --manifest: {string.Join(", ", plans)}"),
        };
    }

    /// <summary>Says that all is in the lake.</summary>
    public void MarkMerged() =>
        lake.Replace(Path.Combine(Root, MergedMark), JsonSerializer.SerializeToUtf8Bytes(new Dictionary<string, string> { ["plan"] = plan.Sha256 }, LakeJson.Default.DictionaryStringString));

    /// <summary>Removes the lakes of the tasks.</summary>
    public void RemoveShards()
    {
        for (int shard = 1; shard <= plan.Shards; shard++)
        {
            string folder = LakeOf(shard).Root;
            if (Directory.Exists(folder))
                LakeFolder.TryRemove(folder, path => Directory.Delete(path, recursive: true));
        }
    }

    private string ResultPath(int shard) => Path.Combine(LakeOf(shard).TemporaryFolder, ResultName);
}
