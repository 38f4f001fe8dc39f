using System.CommandLine;
using System.Text;
using System.Text.Json;
using LogAnalytics.Cli.Analysis;
using LogAnalytics.Cli.Bundling;
using LogAnalytics.Cli.Options;
using LogAnalytics.Cli.Privacy;
using LogAnalytics.Cli.Terminal;
using LogAnalytics.Evidence;
using LogAnalytics.Evidence.Archives;
using LogAnalytics.Evidence.Hashing;
using LogAnalytics.Evidence.Verifying;
using LogAnalytics.Exports;
using LogAnalytics.Inputs;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Restoring;
using LogAnalytics.Queries;
using LogAnalytics.Reports.Findings;
using LogAnalytics.Reports.Privacy;
using Spectre.Console;

namespace LogAnalytics.Cli.Commands;

/// <summary>Results and the raw lines that they cite, as one file.</summary>
public static class BundleCommand
{
    public static Command Create(CliContext context)
    {
        Command command = new("bundle", """
            Put results into one archive, together with the raw log lines that they cite and the whole sessions of the last
            good, the first bad and the first good message. The same results give the same bytes; 'verify --out' proves them.
            Redacted results are bundled with redacted lines, which takes their key.

            Example: loganalytics bundle --lake lake --out out --to case-4711.zip
            """);
        LakeOption lake = new(command);
        Option<string> output = new("--out") { Description = "Folder of the results.", HelpName = "DIR", Required = true };
        Option<string?> target = new("--to") { Description = "The archive; default: the folder's name with .zip, beside it.", HelpName = "FILE.zip" };
        Option<bool> clobber = new("--clobber") { Description = "Overwrite the archive." };
        Option<bool> redact = new("--redact") { Description = "Go on only if the results were redacted ('analyze --redact')." };
        Option<string?> keyFile = new("--redact-key") { Description = "The key that the results were redacted with.", HelpName = "FILE" };
        ExportsOption exports = new(command);
        foreach (Option option in new Option[] { output, target, clobber, redact, keyFile })
            command.Options.Add(option);
        CommonOptions common = new(command);
        command.SetAction(async (parse, cancellation) =>
        {
            Streams streams = common.Streams(parse);
            string results = Path.GetFullPath(parse.GetValue(output)!);
            string archive = TargetOf(parse.GetValue(target), results, parse.GetValue(clobber));
            LakeFolder folder = AnalysisRun.OpenLake(lake.Root(parse));
            FileSet files = Directory.Exists(results) ? FileSet.OfFolder(results) : throw new InputException($"'{results}' is no folder of results. Make some first: loganalytics analyze --lake {folder.Root} --out {results}");
            BundleReport report = BundleVerifier.Verify(files);
            foreach ((string place, string problem) in report.Problems)
                context.Error($"{place} {problem}.");
            if (report.Problems.Count > 0)
            {
                context.Error($"'{results}' is not as its run left it, so it was not bundled. Run the analysis again.");
                return ExitCodes.Environment;
            }

            RedactionKey? key = KeyOf(report.Manifest!, parse.GetValue(redact), parse.GetValue(keyFile), streams);
            ExportSet set = Exports.ExportReading.Read(exports.Paths(parse), cancellation).Set;
            using ScratchFolder scratch = new();
            IReadOnlyList<StoredFile> excerpts = await ReadExcerptsAsync(files, folder, key, set, scratch, common, parse, cancellation).ConfigureAwait(false);
            string root = WriteArchive(archive, Results(results, report.Manifest!), report, excerpts, cancellation);
            streams.Results.WriteLine($"{archive}: {report.Files.Count} files of results and {excerpts.Count - 1} excerpts, {SizeText.Show(new FileInfo(archive).Length)}{(key is null ? "" : ", names redacted")}.");
            streams.Results.WriteLine($"root hash {root}");
            return ExitCodes.Done;
        });
        return command;
    }

    private static string TargetOf(string? target, string results, bool overwrites)
    {
        string path = Path.GetFullPath(target ?? Path.TrimEndingDirectorySeparator(results) + ".zip");
        if (path.StartsWith(Path.TrimEndingDirectorySeparator(results) + Path.DirectorySeparatorChar, StringComparison.Ordinal))
            throw new InputException($"--to '{path}' lies in the folder of the results, which would not verify with it. Name a file elsewhere.");
        if (Directory.Exists(path))
            throw new InputException($"--to '{path}' is a folder. Name a file.");
        if (File.Exists(path) && !overwrites)
            throw new InputException($"'{path}' exists already. Name another file with --to, or give --clobber.");
        return path;
    }

    // One way to redact: the results as a whole, when they are made. A bundle follows them.
    private static RedactionKey? KeyOf(Manifest manifest, bool mustBeRedacted, string? path, Streams streams)
    {
        if (manifest.RedactionKeyId is null)
        {
            return mustBeRedacted || path is not null
                ? throw new InputException("These results hold the true names. Make redacted ones first: loganalytics analyze --redact --redact-key FILE, into another folder.")
                : null;
        }

        if (path is null)
            throw new InputException($"These results are redacted with key {manifest.RedactionKeyId}, and so must be the log lines. Name its file with --redact-key.");
        RedactionKey key = RedactionKeyFile.Read(path, streams);
        return key.Id == manifest.RedactionKeyId
            ? key
            : throw new InputException($"--redact-key '{path}' is key {key.Id}; these results are redacted with {manifest.RedactionKeyId}.");
    }

    private static async Task<IReadOnlyList<StoredFile>> ReadExcerptsAsync(
        FileSet files, LakeFolder folder, RedactionKey? key, ExportSet exports, ScratchFolder scratch, CommonOptions common, ParseResult parse, CancellationToken cancellation)
    {
        IReadOnlyList<Citation> citations = ReadCitations(files);
        using OpenedLake opened = new(folder, parse, common, isLocked: false, cancellation);
        Redactor? redactor = key is null ? null : new Redactor(key, LakeNames.Read(opened.Database, exports));
        ExcerptReader reader = new(opened.Database, new LineRestorer(folder, opened.Manifest, common.MemoryBytes(parse) / 2), redactor, scratch.Root);
        return await reader.ReadAsync(citations, cancellation).ConfigureAwait(false);
    }

    private static IReadOnlyList<Citation> ReadCitations(FileSet files)
    {
        try
        {
            return Citations.Of(FindingsJson.Read<FindingsDocument>(Encoding.UTF8.GetString(files.Read("findings.json") ?? [])));
        }
        catch (Exception e) when (e is JsonException or FormatException)
        {
            throw new InvalidDataException($"findings.json of these results cannot be read: {e.Message} Run the analysis again.");
        }
    }

    private static IEnumerable<StoredFile> Results(string folder, Manifest manifest) =>
        manifest.Outputs.Select(file => new StoredFile(file.Path, Path.Combine(folder, file.Path)));

    // Beside its place, read back and renamed: no half of an archive, and none of results that were changed meanwhile.
    private static string WriteArchive(string path, IEnumerable<StoredFile> results, BundleReport report, IReadOnlyList<StoredFile> excerpts, CancellationToken cancellation)
    {
        string temporary = Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}");
        try
        {
            byte[] manifest = ManifestOf(report, excerpts).ToBytes();
            string root = Sha256Text.Of(manifest);
            using (FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write))
            {
                StoredZip.Write(
                    stream, [.. results, .. excerpts, new StoredFile(Manifest.FileName, manifest), new StoredFile(Manifest.HashFileName, Manifest.HashFile(root))], cancellation);
                stream.Flush(flushToDisk: true);
            }

            if (BundleVerifier.Verify(FileSet.OfZip(temporary)).Problems is [var (place, problem), ..])
                throw new InvalidDataException($"What was bundled is not what the results were: {place} {problem}. Were they changed meanwhile? Run bundle again.");
            cancellation.ThrowIfCancellationRequested();
            File.Move(temporary, path, overwrite: true);
            return root;
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    // The results with their excerpts are results again, with a manifest of their own that names the one they come from.
    private static Manifest ManifestOf(BundleReport report, IReadOnlyList<StoredFile> excerpts) => report.Manifest! with
    {
        ResultsSha256 = report.Root,
        Outputs = [.. report.Manifest.Outputs.Concat(excerpts.Select(HashOf)).OrderBy(file => file.Path, StringComparer.Ordinal)],
    };

    private static FileHash HashOf(StoredFile file)
    {
        using Stream content = file.Open();
        return new FileHash(file.Name, content.Length, Sha256Text.Of(content));
    }
}
