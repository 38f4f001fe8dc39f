using System.CommandLine;
using LogAnalytics.Cli.Options;
using LogAnalytics.Cli.Terminal;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Conversion;
using LogAnalytics.Lake.Sharding;
using Spectre.Console;

namespace LogAnalytics.Cli.Commands;

/// <summary>
/// One task of a conversion on several machines. It may be started again at any time, also while it runs: what is done stays done, and
/// what was cut off is done again, with the same bytes.
/// </summary>
public static class ShardConversion
{
    public static async Task<int> RunAsync(
        CliContext context, ParseResult parse, InputOptions input, ShardPlan plan, string planPath, int shard, string lakeRoot, CommonOptions common, Streams streams,
        CancellationToken cancellation)
    {
        ShardFolders folders = new(new LakeFolder(lakeRoot), plan);
        if (folders.IsMerged)
        {
            streams.Results.WriteLine($"shard {shard}/{plan.Shards}: the plan has been merged into {lakeRoot} already.");
            return ExitCodes.Done;
        }

        LakeFolder lake = folders.LakeOf(shard);
        if (IsDone(folders.ResultOf(shard), plan, shard, lake) is { } known)
        {
            streams.Results.WriteLine($"shard {shard}/{plan.Shards} has been converted already.");
            return Conclude(context, known, input.MaxRejects(parse));
        }

        return await JournaledRun.RunAsync(context, "convert", lake.Root, async journal =>
        {
            ConvertReport report = await Conversion.RunAsync(context, parse, input, plan, shard, lake.Root, common, streams, journal, cancellation).ConfigureAwait(false);
            ShardResult result = ShardResult.Of(report, plan, shard, lake.ReadManifest().Sha256);
            folders.KeepPlan(lake, planPath);
            folders.Write(result);
            streams.Results.WriteLine($"shard {shard}/{plan.Shards}: {report.FilesConverted} files, {report.EventLines} rows converted, to be merged into {lakeRoot}.");
            journal.Take(report, Conversion.WhyLost(report, input.MaxRejects(parse)));
            return Conclude(context, result, input.MaxRejects(parse));
        }).ConfigureAwait(false);
    }

    // A log that could not be read is tried again.
    private static ShardResult? IsDone(ShardResult? result, ShardPlan plan, int shard, LakeFolder lake) =>
        result is { Unreadable.Count: 0, Unbalanced.Count: 0 } && result.Plan == plan.Sha256 && result.Shard == shard && lake.Exists && result.ManifestSha256 == lake.ReadManifest().Sha256
            ? result
            : null;

    private static int Conclude(CliContext context, ShardResult result, long maxRejects)
    {
        ConvertReport logs = new();
        result.AddTo(logs);
        return Conversion.Conclude(context, Conversion.WhyLost(logs, maxRejects));
    }
}
