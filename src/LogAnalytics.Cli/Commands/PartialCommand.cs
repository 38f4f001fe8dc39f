using System.CommandLine;
using System.Diagnostics;
using LogAnalytics.Cli.Analysis;
using LogAnalytics.Cli.Options;
using LogAnalytics.Cli.Terminal;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Sharding;
using LogAnalytics.Queries;
using Spectre.Console;

namespace LogAnalytics.Cli.Commands;

/// <summary>One task's part of an analysis on several machines.</summary>
public static class PartialCommand
{
    public static Command Create(CliContext context)
    {
        Command command = new("partial", """
            Work out one shard's part of an analysis, from the lake that 'merge' has made: 'analyze --manifest PLAN.json' puts
            the parts together. They serve any --from, --to and other option of it, until the lake changes.

            Example: loganalytics partial --manifest plan.json --shard 3/16 --lake lake
            """);
        Option<string> manifest = new("--manifest") { Description = "The plan whose shards have been merged.", HelpName = "PLAN.json", Required = true };
        command.Options.Add(manifest);
        ShardOption shardOption = new(
            command, "The shard: 3/16, or auto for the task of an array job (Slurm, Kubernetes Indexed Job, AWS Batch, Azure Batch, Grid Engine).", isRequired: true);
        LakeOption lakeOption = new(command);
        CommonOptions common = new(command);
        command.SetAction(async (parse, cancellation) =>
        {
            Streams streams = common.Streams(parse);
            string path = parse.GetValue(manifest)!;
            ShardPlan plan = PlanFile.Read(path);
            int shard = shardOption.Shard(parse, plan)!.Value;
            LakeFolder lake = AnalysisRun.OpenLake(lakeOption.Root(parse));
            using LakeReading reading = LakeReading.Begin(lake);
            LakeManifest whole = lake.ReadManifest();
            PartialFolders folders = Folders(lake, whole, plan, path);
            if (folders.IsDone(shard))
            {
                streams.Results.WriteLine($"the partial of shard {shard}/{plan.Shards} has been made already.");
                return ExitCodes.Done;
            }

            Stopwatch watch = Stopwatch.StartNew();
            using ScratchFolder scratch = new();
            Dictionary<string, IReadOnlyList<string>> tables = AnalysisRun.Tables(lake, folders.PartOf(shard));
            tables.Add(Partials.EveryMessage, AnalysisRun.Tables(lake, whole)["messages"]);
            using LakeDatabase database = LakeDatabase.Open(lake.Root, tables, common.Engine(parse, scratch), isLocked: false);
            using CancellationTokenRegistration interruption = cancellation.Register(database.Interrupt);
            int written = 0;
            await WorkDisplay.RunAsync(streams, _ => new WorkStatus($"working out shard {shard}/{plan.Shards}", (double)written / Partials.Tables.Count), () =>
            {
                folders.Write(shard, Partials.Tables, () => Partials.Prepare(database, shard), (table, file) =>
                {
                    Partials.Write(database, table, file);
                    written++;
                });
                return shard;
            }).ConfigureAwait(false);
            streams.Results.WriteLine($"shard {shard}/{plan.Shards}: partial made, to be put together by 'analyze --manifest {path}'.");
            streams.Note($"It took {watch.Elapsed.TotalSeconds:0.0} s.");
            return ExitCodes.Done;
        });
        return command;
    }

    /// <summary>Where the partials of a lake are.</summary>
    /// <exception cref="LakeException">The plan has not been merged into it.</exception>
    public static PartialFolders Folders(LakeFolder lake, LakeManifest manifest, ShardPlan plan, string planPath)
    {
        if (!new ShardFolders(lake, plan).IsMerged)
            throw new LakeException($"the plan '{planPath}' has not been merged into '{lake.Root}'. Merge first: loganalytics merge --manifest {planPath} --lake {lake.Root}");
        return new PartialFolders(
            lake, manifest, plan, CliContext.Version, shard => $"loganalytics partial --manifest {planPath} --shard {shard}/{plan.Shards} --lake {lake.Root}");
    }
}
