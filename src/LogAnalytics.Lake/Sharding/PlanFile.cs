using System.Security.Cryptography;
using System.Text.Json;
using LogAnalytics.Inputs;
using LogAnalytics.Inputs.Planning;
using LogAnalytics.Lake.Catalog;

namespace LogAnalytics.Lake.Sharding;

/// <summary>A plan as JSON, a line for each log: tools that compare and search text can be used on it.</summary>
public static class PlanFile
{
    public static void Write(TextWriter writer, ShardPlan plan)
    {
        string head = JsonSerializer.Serialize(plan with { Groups = [] }, PlanJson.Readable.ShardPlan);
        writer.Write(head[..head.LastIndexOf(']')]);
        for (int i = 0; i < plan.Groups.Count; i++)
        {
            PlannedGroup group = plan.Groups[i];
            writer.Write(i == 0 ? "\n" : ",\n");
            string frame = JsonSerializer.Serialize(group with { Files = [] }, PlanJson.Readable.PlannedGroup);
            writer.Write(frame[..frame.LastIndexOf(']')]);
            for (int k = 0; k < group.Files.Count; k++)
            {
                writer.Write(k == 0 ? "\n" : ",\n");
                writer.Write(JsonSerializer.Serialize(group.Files[k], PlanJson.Readable.PlannedInput));
            }

            writer.Write("]}");
        }

        writer.Write("]}\n");
    }

    /// <exception cref="InputException">There is no such file, or it is no plan.</exception>
    /// <exception cref="LakeException">It was made by another version.</exception>
    public static ShardPlan Read(string path)
    {
        if (!File.Exists(path))
            throw new InputException($"'{path}' does not exist. Make a plan first: loganalytics plan INPUT --shards N --output {path}");
        byte[] content = File.ReadAllBytes(path);
        ShardPlan? plan;
        try
        {
            plan = JsonSerializer.Deserialize(content, PlanJson.Default.ShardPlan);
        }
        catch (JsonException e)
        {
            throw new InputException($"'{path}' is no plan: {e.Message} Make one with: loganalytics plan INPUT --shards N --output {path}");
        }

        if (plan is null || plan.Schema != ShardPlan.CurrentSchema
            || (plan.LayoutVersion, plan.ParserVersion, plan.ReaderVersion) != (LakeVersions.Layout, LakeVersions.Parser, LakeVersions.Reader))
            throw new LakeException($"'{path}' was made by another version ({plan?.Schema}, layout {plan?.LayoutVersion}, parser {plan?.ParserVersion}, reader {plan?.ReaderVersion}). Use one version for the plan and all of its tasks.");
        if (plan.Groups.Any(group => group.Shard < 1 || group.Shard > plan.Shards || group.Files.Any(file => file.Root < 0 || file.Root >= plan.Roots.Count)))
            throw new InputException($"'{path}' names a shard or a root that it does not have. Make the plan again.");
        return plan with { Sha256 = Convert.ToHexStringLower(SHA256.HashData(content)) };
    }
}
