using LogAnalytics.Inputs;
using LogAnalytics.Inputs.Planning;

namespace LogAnalytics.Lake.Sharding;

/// <summary>Shares servers out: the largest first, each to the shard that has least. A server is never split.</summary>
public static class ShardPlanner
{
    // Sample logs pack to a tenth; what a task does, it does on the unpacked rows.
    private const int PackedRatio = 10;

    /// <returns>The groups in their order, each with its shard.</returns>
    public static IReadOnlyList<PlannedGroup> Assign(IReadOnlyList<PlannedGroup> groups, int shards)
    {
        PriorityQueue<int, (long Work, int Shard)> least = new();
        for (int shard = 1; shard <= shards; shard++)
            least.Enqueue(shard, (0, shard));
        Dictionary<string, int> shardOf = new(StringComparer.Ordinal);
        foreach ((string server, long work) in groups.GroupBy(group => group.Server)
            .Select(server => (server.Key, Work: server.Sum(Work))).OrderByDescending(server => server.Work).ThenBy(server => server.Key, StringComparer.Ordinal))
        {
            least.TryDequeue(out int shard, out (long Work, int) has);
            shardOf.Add(server, shard);
            least.Enqueue(shard, (has.Work + work, shard));
        }

        return [.. groups.Select(group => group with { Shard = shardOf[group.Server] })];
    }

    /// <summary>Bytes to be read: a member's are counted unpacked anyway, those of a .gz are estimated.</summary>
    public static long Work(PlannedGroup group) => group.Files.Sum(file => IsGzip(file) ? file.Bytes * PackedRatio : file.Bytes);

    private static bool IsGzip(PlannedInput file) => file.Member is null && LogExtensions.IsGzip(file.Path);
}
