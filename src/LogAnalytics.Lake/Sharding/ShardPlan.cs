using System.Text.Json.Serialization;
using LogAnalytics.Inputs.Planning;
using LogAnalytics.Lake.Catalog;

namespace LogAnalytics.Lake.Sharding;

/// <summary>
/// Which logs there are, and who reads which: what all tasks of a conversion on several machines have in common. It knows no clock and no
/// host, and is ordered, so the same logs give the same plan.
/// </summary>
public sealed record ShardPlan
{
    public const string CurrentSchema = "loganalytics/plan/1";

    public string Schema { get; init; } = CurrentSchema;

    /// <summary>Of the lake that it is for: bytes are equal per version.</summary>
    public int LayoutVersion { get; init; } = LakeVersions.Layout;

    public int ParserVersion { get; init; } = LakeVersions.Parser;

    public int ReaderVersion { get; init; } = LakeVersions.Reader;

    /// <summary>Rows that the user has put before the built-in reply families, as typed; empty: none.</summary>
    public string UserFamilies { get; init; } = "";

    /// <summary>At least 1.</summary>
    public required int Shards { get; init; }

    /// <summary>Folders that paths are relative to; the same on all machines.</summary>
    public required IReadOnlyList<string> Roots { get; init; }

    /// <summary>Path → why it could not be listed; the input is incomplete.</summary>
    public IReadOnlyDictionary<string, string> Unreadable { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Ordered by server and service.</summary>
    public required IReadOnlyList<PlannedGroup> Groups { get; init; }

    /// <summary>Of the file that it was read from, lower-case hex: the plan's name among others.</summary>
    [JsonIgnore]
    public string Sha256 { get; init; } = "";

    /// <summary>What one shard reads; null: all of them.</summary>
    public IEnumerable<PlannedGroup> GroupsOf(int? shard) => Groups.Where(group => shard is null || group.Shard == shard);
}
