using LogAnalytics.Lake.Catalog;

namespace LogAnalytics.Lake.Sharding;

/// <summary>Says that the partial of a shard was written to its end: written last, by one rename.</summary>
public sealed record PartialResult
{
    public const string CurrentSchema = "loganalytics/partial/1";

    public string Schema { get; init; } = CurrentSchema;

    /// <summary>SHA-256 of the plan.</summary>
    public required string Plan { get; init; }

    /// <summary>From 1.</summary>
    public required int Shard { get; init; }

    /// <summary>SHA-256 of the manifest of the lake that was read.</summary>
    public required string LakeSha256 { get; init; }

    /// <summary>Of the tool: numbers and hashes are equal per version.</summary>
    public required string Version { get; init; }

    /// <summary>Table → its file, with its path relative to the partial.</summary>
    public required IReadOnlyDictionary<string, LakeFile> Tables { get; init; }
}
