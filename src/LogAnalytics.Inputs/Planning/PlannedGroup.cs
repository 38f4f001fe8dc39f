namespace LogAnalytics.Inputs.Planning;

/// <summary>The logs of one server and service in a plan. All of a server goes to one shard: sessions and duplicates stay within it.</summary>
/// <param name="Shard">Who reads them; from 1.</param>
/// <param name="Bytes">Of all files.</param>
/// <param name="Files">In canonical order.</param>
public sealed record PlannedGroup(int Shard, string Server, string Service, long Bytes, IReadOnlyList<PlannedInput> Files);
