using System.CommandLine;
using LogAnalytics.Cli.Options;
using LogAnalytics.Cli.Terminal;
using LogAnalytics.Inputs;
using LogAnalytics.Lake;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Conversion;
using Spectre.Console;

namespace LogAnalytics.Cli.Commands;

/// <summary>Brings a lake up to date with the rules of this version, without the logs.</summary>
public static class RebuildCommand
{
    public static Command Create(CliContext context)
    {
        Command command = new("rebuild", """
            Build the days of a lake that were made by older rules, or with other reply families, again from the lake itself;
            the logs are not needed. 'run' and 'convert' do the same on their way. With --rejects, lines that could not be
            read are tried again.

            Example: loganalytics rebuild --lake lake --taxonomy my-families.tsv
            """);
        LakeOption lake = new(command);
        TaxonomyOption taxonomy = new(command);
        Option<bool> rejects = new("--rejects") { Description = "Read all rejected lines again, not only those that an older version rejected." };
        command.Options.Add(rejects);
        CommonOptions common = new(command);
        command.SetAction((parse, cancellation) => JournaledRun.RunAsync(context, "rebuild", lake.Root(parse), async journal =>
        {
            Streams streams = common.Streams(parse);
            LakeFolder folder = AnalysisRun.OpenLake(lake.Root(parse));
            ConvertProgress progress = new();
            ConvertOptions options = common.Convert(parse) with { UserFamilies = taxonomy.UserFamilies(parse), ReplaysAllRejects = parse.GetValue(rejects) };
            journal.Begin();
            LakeConverter converter = new(folder, options, progress);
            ConvertReport report = await WorkDisplay.RunAsync(streams, ConversionStatus.Of(progress), () => converter.ConvertAsync(new InputListing([], []), cancellation)).ConfigureAwait(false);
            streams.Results.WriteLine($"{report.UnitsRebuilt} days rebuilt, rejected lines of {report.FilesReplayed} files read again: {report.RejectedLines} still cannot be read.");
            journal.Counts = new SortedDictionary<string, long>(StringComparer.Ordinal) { ["units_rebuilt"] = report.UnitsRebuilt, ["files_replayed"] = report.FilesReplayed, ["rejected_lines"] = report.RejectedLines };
            ConversionNotes.WriteWarnings(report);
            ConversionNotes.WriteUnbalanced(report);
            if (report.Unbalanced.Count == 0)
                return ExitCodes.Done;
            journal.Reasons.Add(Conversion.Unbalanced(report));
            return ExitCodes.Incomplete;
        }));
        return command;
    }
}
