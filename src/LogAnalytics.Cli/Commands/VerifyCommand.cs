using System.CommandLine;
using LogAnalytics.Cli.Options;
using LogAnalytics.Cli.Terminal;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Conversion;
using LogAnalytics.Lake.Restoring;
using Spectre.Console;

namespace LogAnalytics.Cli.Commands;

/// <summary>Checks every hash and every account of a lake.</summary>
public static class VerifyCommand
{
    public static Command Create(CliContext context)
    {
        Command command = new("verify", """
            Prove a lake: every table is as it was written, every log can be written again byte for byte, and every table is
            what its events give. Changes nothing; any difference ends with exit code 4.

            Example: loganalytics verify --lake lake
            """);
        LakeOption lake = new(command);
        CommonOptions common = new(command);
        command.SetAction(async (parse, cancellation) =>
        {
            Streams streams = common.Streams(parse);
            LakeFolder folder = AnalysisRun.OpenLake(lake.Root(parse));
            using LakeReading reading = LakeReading.Begin(folder);
            ConvertProgress progress = new();
            LakeVerifier verifier = new(folder, common.Convert(parse), progress);
            VerifyReport report = await ConversionDisplay.RunAsync(streams, progress, () => verifier.VerifyAsync(cancellation)).ConfigureAwait(false);
            streams.Results.WriteLine(
                $"{report.Tables} tables, {report.Files} logs ({SizeText.Show(report.Bytes)}, {report.Rows} rows) and {report.Units} days checked: {report.Problems.Count} differences.");
            if (report.StaleUnits > 0)
                streams.Note($"{report.StaleUnits} days were made by other rules: their events are proved, the tables made of them are not. 'rebuild' brings them up to date.");
            foreach ((string place, string problem) in report.Problems)
                context.Error($"{place}: {problem}.");
            return report.Problems.Count > 0 ? ExitCodes.Environment : ExitCodes.Done;
        });
        return command;
    }
}
