using System.CommandLine;
using LogAnalytics.Cli.Options;
using LogAnalytics.Cli.Terminal;
using LogAnalytics.Lake.Conversion;
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
            """);
        InputOptions input = new(command);
        LakeOption lake = new(command);
        CommonOptions common = CommonOptions.OfConversion(command);
        command.SetAction((parse, cancellation) => JournaledRun.RunAsync(context, "convert", lake.Root(parse), async journal =>
        {
            Streams streams = common.Streams(parse);
            ConvertReport report = await Conversion.RunAsync(context, parse, input, lake.Root(parse), common, streams, journal, cancellation).ConfigureAwait(false);
            streams.Results.WriteLine($"{report.FilesConverted} files, {report.EventLines} rows converted into {lake.Root(parse)}; {report.FilesInLake} files in the lake.");
            IReadOnlyList<string> reasons = Conversion.WhyIncomplete(report, input.MaxRejects(parse));
            journal.Counts = RunRecords.Counts(report);
            journal.Reasons.AddRange(reasons);
            foreach (string reason in reasons)
                context.Error($"incomplete: {reason}.");
            return reasons.Count > 0 ? ExitCodes.Incomplete : ExitCodes.Done;
        }));
        return command;
    }
}
