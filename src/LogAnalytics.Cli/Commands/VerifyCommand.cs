using System.CommandLine;
using LogAnalytics.Cli.Options;
using LogAnalytics.Cli.Terminal;
using LogAnalytics.Evidence.Verifying;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Conversion;
using LogAnalytics.Lake.Restoring;
using Spectre.Console;

namespace LogAnalytics.Cli.Commands;

/// <summary>Checks every hash and every account of a lake, or of a folder or bundle of results.</summary>
public static class VerifyCommand
{
    public static Command Create(CliContext context)
    {
        Command command = new("verify", """
            Prove a lake: every table is as it was written, every log can be written again byte for byte, and every table is
            what its events give. Or prove results: every file is as its run wrote it, none is missing, none was added.
            Changes nothing; any difference ends with exit code 4.

            Example: loganalytics verify --lake lake
            Example: loganalytics verify --out out.zip --expect 3f2a9c1b7d20
            """);
        Option<string?> lake = new("--lake") { Description = "Folder of the Parquet tables.", HelpName = "DIR" };
        Option<string?> output = new("--out") { Description = "Folder of the results, or a bundle of them.", HelpName = "DIR" };
        Option<string?> expect = new("--expect") { Description = "The root hash that was written down when the results were made, or its beginning.", HelpName = "HASH" };
        expect.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string?>() is not { Length: >= 8 and <= 64 } hash || !hash.All(char.IsAsciiHexDigit))
                result.AddError("--expect must be 8 to 64 hexadecimal digits.");
        });
        command.Options.Add(lake);
        command.Options.Add(output);
        command.Options.Add(expect);
        command.Validators.Add(result =>
        {
            if ((result.GetValue(lake) is null) == (result.GetValue(output) is null))
                result.AddError("Give one of --lake DIR and --out DIR.");
            else if (result.GetResult(expect) is not null && result.GetValue(output) is null)
                result.AddError("--expect goes with --out DIR.");
        });
        CommonOptions common = new(command);
        command.SetAction((parse, cancellation) => parse.GetValue(output) is { } results
            ? Task.FromResult(VerifyResults(context, common.Streams(parse), results, parse.GetValue(expect)))
            : VerifyLakeAsync(context, parse, common, Path.GetFullPath(parse.GetValue(lake)!), cancellation));
        return command;
    }

    private static int VerifyResults(CliContext context, Streams streams, string results, string? expected)
    {
        FileSet files = FileSet.Of(results);
        BundleReport report = BundleVerifier.Verify(files, expected);
        streams.Results.WriteLine($"{report.Files.Count} files ({SizeText.Show(report.Files.Sum(file => file.Size ?? 0))}) checked: {report.Problems.Count} differences.");
        streams.Results.WriteLine($"root hash {report.Root ?? "none"}");
        foreach ((string place, string problem) in report.Problems)
            context.Error($"{place} {problem}.");
        if (report.Problems.Count == 0 && expected is null)
            streams.Note("The files are as the manifest says. Whether the manifest is the one that the run wrote, only a root hash tells that was written down elsewhere (--expect).");
        return report.Problems.Count > 0 ? ExitCodes.Environment : ExitCodes.Done;
    }

    private static async Task<int> VerifyLakeAsync(CliContext context, ParseResult parse, CommonOptions common, string lake, CancellationToken cancellation)
    {
        Streams streams = common.Streams(parse);
        LakeFolder folder = AnalysisRun.OpenLake(lake);
        using LakeReading reading = LakeReading.Begin(folder);
        ConvertProgress progress = new();
        LakeVerifier verifier = new(folder, common.Convert(parse), progress);
        VerifyReport report = await WorkDisplay.RunAsync(streams, ConversionStatus.Of(progress), () => verifier.VerifyAsync(cancellation)).ConfigureAwait(false);
        streams.Results.WriteLine(
            $"{report.Tables} tables, {report.Files} logs ({SizeText.Show(report.Bytes)}, {report.Rows} rows) and {report.Units} days checked: {report.Problems.Count} differences.");
        if (report.StaleUnits > 0)
            streams.Note($"{report.StaleUnits} days were made by other rules: their events are proved, the tables made of them are not. 'rebuild' brings them up to date.");
        foreach ((string place, string problem) in report.Problems)
            context.Error($"{place}: {problem}.");
        return report.Problems.Count > 0 ? ExitCodes.Environment : ExitCodes.Done;
    }
}
