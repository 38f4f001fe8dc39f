using System.CommandLine;
using LogAnalytics.Cli.Options;
using LogAnalytics.Cli.Terminal;
using LogAnalytics.Lake.Conversion;
using LogAnalytics.Lake.Sharding;
using Spectre.Console;

namespace LogAnalytics.Cli.Commands;

/// <summary>Logs to Parquet tables only.</summary>
public static class ConvertCommand
{
    public static Command Create(CliContext context)
    {
        Command command = new("convert", """
            Convert Send logs to the Parquet tables of a lake; only what is new is read.

            Example: loganalytics convert 'logs/**/*.log' --lake lake
            Example: loganalytics convert --manifest plan.json --shard 3/16 --lake lake
            """);
        InputOptions input = InputOptions.OrPlan(command);
        PlanOptions plan = new(command, input);
        LakeOption lake = new(command);
        CommonOptions common = CommonOptions.OfConversion(command);
        command.SetAction(async (parse, cancellation) =>
        {
            Streams streams = common.Streams(parse);
            if (plan.Path(parse) is { } path)
            {
                ShardPlan planned = PlanFile.Read(path);
                if (plan.Shard(parse, planned) is { } shard)
                    return await ShardConversion.RunAsync(context, parse, input, planned, path, shard, lake.Root(parse), common, streams, cancellation).ConfigureAwait(false);
                return await ConvertAsync(journal => Conversion.RunAsync(context, parse, input, planned, null, lake.Root(parse), common, streams, journal, cancellation)).ConfigureAwait(false);
            }

            return await ConvertAsync(journal => Conversion.RunAsync(context, parse, input, lake.Root(parse), common, streams, journal, cancellation)).ConfigureAwait(false);

            Task<int> ConvertAsync(Func<JournaledRun, Task<ConvertReport>> convert) => JournaledRun.RunAsync(context, "convert", lake.Root(parse), async journal =>
            {
                ConvertReport report = await convert(journal).ConfigureAwait(false);
                streams.Results.WriteLine($"{report.FilesConverted} files, {report.EventLines} rows converted into {lake.Root(parse)}; {report.FilesInLake} files in the lake.");
                IReadOnlyList<string> reasons = Conversion.WhyIncomplete(report, input.MaxRejects(parse));
                journal.Take(report, reasons);
                return Conversion.Conclude(context, reasons);
            });
        });
        return command;
    }
}
