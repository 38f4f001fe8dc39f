using System.CommandLine;
using LogAnalytics.Cli.Options;
using LogAnalytics.Cli.Terminal;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Conversion;
using LogAnalytics.Lake.Restoring;
using Spectre.Console;

namespace LogAnalytics.Cli.Commands;

/// <summary>Writes the original logs again.</summary>
public static class RestoreCommand
{
    public static Command Create(CliContext context)
    {
        Command command = new("restore", """
            Write the logs that a lake holds again, byte for byte, each under its path; the SHA-256 of each is that of the
            ledger. Logs that came in .gz files and archives are written unpacked, under the same path. Asking for a log that was
            pruned ends with exit code 3.

            Example: loganalytics restore --lake lake --out logs
            """);
        Argument<string[]> ids = new("FILE-ID") { Description = "file_id of the files to write, or its beginning; default: all.", Arity = ArgumentArity.ZeroOrMore };
        Option<string> target = new("--out") { Description = "Folder to write below.", HelpName = "DIR", Required = true };
        Option<bool> clobber = new("--clobber") { Description = "Overwrite files with other content." };
        command.Arguments.Add(ids);
        LakeOption lake = new(command);
        command.Options.Add(target);
        command.Options.Add(clobber);
        CommonOptions common = new(command);
        command.SetAction(async (parse, cancellation) =>
        {
            Streams streams = common.Streams(parse);
            LakeFolder folder = AnalysisRun.OpenLake(lake.Root(parse));
            using LakeReading reading = LakeReading.Begin(folder);
            ConvertProgress progress = new();
            LakeRestorer restorer = new(folder, common.MemoryBytes(parse) / 2, parse.GetValue(clobber), progress);
            string root = Path.GetFullPath(parse.GetValue(target)!);
            RestoreReport report = await WorkDisplay.RunAsync(streams, ConversionStatus.Of(progress), () => restorer.RestoreAsync(root, parse.GetValue(ids) ?? [], cancellation)).ConfigureAwait(false);
            streams.Results.WriteLine($"{report.Files} files, {SizeText.Show(report.Bytes)} written below {root}, each with the SHA-256 of the ledger; {report.FilesPresent} were there already.");
            if (report.FilesUnpacked > 0)
                streams.Note($"{report.FilesUnpacked} of them came from .gz files: their content is written unpacked, under the same name.");
            foreach ((string path, string problem) in report.Problems)
                context.Error($"{path}: {problem}.");
            bool isNamed = parse.GetValue(ids) is { Length: > 0 };
            if (!isNamed && report.Pruned.Count > 0)
                streams.Note($"{report.Pruned.Count} logs were pruned from the lake: they are gone, and not written.");
            foreach (string path in isNamed ? report.Pruned : [])
                context.Error($"{path}: was pruned: the lake has its row in the ledger and nothing else of it.");
            return report.Problems.Count > 0 ? ExitCodes.Environment : isNamed && report.Pruned.Count > 0 ? ExitCodes.Incomplete : ExitCodes.Done;
        });
        return command;
    }
}
