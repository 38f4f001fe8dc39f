using System.CommandLine;
using LogAnalytics.Cli.Options;
using LogAnalytics.Cli.Terminal;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Sharding;
using Spectre.Console;

namespace LogAnalytics.Cli.Commands;

/// <summary>What the tasks of a plan have converted becomes one lake.</summary>
public static class MergeCommand
{
    public static Command Create(CliContext context)
    {
        Command command = new("merge", """
            Make one lake of what the tasks of a plan have converted: the same bytes as one 'convert' of the plan on one
            machine. Files are linked, none is written anew. While a shard is missing, of another plan or damaged, nothing
            changes and the exit code is 4; it is 75 while a task still writes.

            Example: loganalytics merge --lake lake --manifest plan.json
            """);
        LakeOption lake = new(command);
        Option<string?> manifest = new("--manifest") { Description = "The plan; default: the one whose tasks have written below the lake.", HelpName = "PLAN.json" };
        Option<long> maxRejects = new("--max-rejects") { Description = "Unreadable lines of all shards that are tolerated before the exit code is 3; default 0.", HelpName = "N" };
        command.Options.Add(manifest);
        command.Options.Add(maxRejects);
        CommonOptions common = new(command);
        command.SetAction((parse, cancellation) => JournaledRun.RunAsync(context, "merge", lake.Root(parse), async journal =>
        {
            Streams streams = common.Streams(parse);
            LakeFolder folder = new(lake.Root(parse));
            string path = parse.GetValue(manifest) ?? ShardFolders.FindPlan(folder);
            ShardPlan plan = PlanFile.Read(path);
            ShardMerger merger = new(folder, plan, shard => $"loganalytics convert --manifest {path} --shard {shard}/{plan.Shards} --lake {folder.Root}", common.Threads(parse));
            journal.Begin();
            MergeReport report = await merger.MergeAsync(cancellation).ConfigureAwait(false);
            if (report.WasMerged)
            {
                streams.Results.WriteLine($"the plan has been merged into {folder.Root} already.");
                return ExitCodes.Done;
            }

            streams.Results.WriteLine($"{plan.Shards} shards merged into {folder.Root}; {report.Logs.FilesInLake} files in the lake.");
            if (report.Copied > 0)
                streams.Note($"{report.Copied} of {report.Tables} tables were copied: the file system has no hard links.");
            ConversionNotes.WriteLosses(report.Logs);
            IReadOnlyList<string> reasons = Conversion.WhyIncomplete(report.Logs, parse.GetValue(maxRejects));
            journal.Take(report.Logs, reasons);
            return Conversion.Conclude(context, reasons);
        }));
        return command;
    }
}
