using LogAnalytics.Lake.Conversion;

namespace LogAnalytics.Lake.Sharding;

/// <summary>
/// Says that a shard was converted to its end: written last, by one rename. What is wrong with its logs is kept, so that the merge can
/// say it.
/// </summary>
public sealed record ShardResult
{
    public const string CurrentSchema = "loganalytics/shard/1";

    public string Schema { get; init; } = CurrentSchema;

    /// <summary>SHA-256 of the plan.</summary>
    public required string Plan { get; init; }

    /// <summary>From 1.</summary>
    public required int Shard { get; init; }

    /// <summary>SHA-256 of the manifest of the shard's lake.</summary>
    public required string ManifestSha256 { get; init; }

    public int SendLogs { get; init; }

    public long RejectedLines { get; init; }

    /// <summary>Path and reason of each log that could not be read.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Unreadable { get; init; } = [];

    /// <summary>Paths whose lines, bytes or rows do not add up.</summary>
    public IReadOnlyList<string> Unbalanced { get; init; } = [];

    public static ShardResult Of(ConvertReport report, ShardPlan plan, int shard, string manifestSha256) => new()
    {
        Plan = plan.Sha256,
        Shard = shard,
        ManifestSha256 = manifestSha256,
        SendLogs = report.FilesConverted + report.SendLogsUnchanged,
        RejectedLines = report.RejectedLines + report.RejectedLinesUnchanged,
        Unreadable = report.Unreadable,
        Unbalanced = report.Unbalanced,
    };

    /// <summary>Counts it into what a conversion by one machine would have said.</summary>
    public void AddTo(ConvertReport report)
    {
        report.FilesConverted += SendLogs;
        report.RejectedLines += RejectedLines;
        report.Unreadable.AddRange(Unreadable);
        report.Unbalanced.AddRange(Unbalanced);
    }
}
