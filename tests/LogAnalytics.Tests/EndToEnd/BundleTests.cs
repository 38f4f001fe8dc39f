using System.Diagnostics;
using System.IO.Compression;
using System.Text;
using LogAnalytics.Cli.Bundling;
using LogAnalytics.Evidence;
using LogAnalytics.Evidence.Archives;
using LogAnalytics.Evidence.Verifying;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Restoring;
using LogAnalytics.Queries;
using LogAnalytics.Reports.Findings;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.EndToEnd;

/// <summary>Results of a real run, as a folder and as a bundle: proved as they are, and not when anything is done to them.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class BundleTests : IDisposable
{
    private const int Seed = 4711;

    // Enough for the tool itself.
    private const int HeapMegabytes = 100;

    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Bundle_holds_the_raw_lines_that_the_results_cite()
    {
        string bundle = await BundleAsync();

        using ZipArchive archive = ZipFile.OpenRead(bundle);
        FindingsDocument findings = FindingsJson.Read<FindingsDocument>(Encoding.UTF8.GetString(Content(archive, "findings.json")));
        ExcerptIndex index = FindingsJson.Read<ExcerptIndex>(Encoding.UTF8.GetString(Content(archive, "excerpts/index.json")));
        Incident incident = findings.Incidents[0];
        Assert.Equal(["last_good", "last_informative_good", "first_bad", "last_bad", "first_good"], index.Excerpts.Where(excerpt => excerpt.Of == incident.Id).Select(excerpt => excerpt.Role));
        foreach (Excerpt excerpt in index.Excerpts)
        {
            byte[] content = Content(archive, excerpt.Name);
            Assert.Equal(content.Length, excerpt.Lines.Sum(line => line.Bytes));
            Assert.Single(excerpt.Lines, line => line.IsCited);
            foreach (ExcerptLine line in excerpt.Lines)
            {
                byte[] log = File.ReadAllBytes(Path.Combine(Logs, line.File));
                Assert.Equal(line.Sha256, LogAnalytics.Evidence.Hashing.Sha256Text.Of(log));
                Assert.Equal(log.AsSpan((int)line.ByteOffset, (int)line.Bytes), content.AsSpan((int)line.At, (int)line.Bytes));
                Assert.Equal(line.Line - 1, log.AsSpan(0, (int)line.ByteOffset).Count((byte)'\n'));
            }
        }

        Excerpt firstBad = index.Excerpts.Single(excerpt => excerpt.Role == "first_bad");
        TrialPoint point = incident.Onset.FirstBad;
        Assert.Contains(firstBad.Lines, line => line.IsCited && line.File == point.File && line.Line == point.Line);
        int rows = Directory.EnumerateFiles(Logs, "*.LOG", SearchOption.AllDirectories).Where(path => path.Contains(point.Server, StringComparison.Ordinal)).SelectMany(File.ReadLines).Count(line => line.Contains("," + point.SessionId + ",", StringComparison.Ordinal));
        Assert.Equal(rows, firstBad.Lines.Count);
    }

    [Fact]
    public async Task Same_results_give_the_same_bundle()
    {
        string first = await BundleAsync();
        Assert.Equal(0, (await CliRunner.RunAsync("bundle", "--lake", _workspace.Lake, "--out", _workspace.Out, "--to", _workspace.PathOf("again.zip"), "--threads", "1")).ExitCode);

        Assert.Equal(File.ReadAllBytes(first), File.ReadAllBytes(_workspace.PathOf("again.zip")));
    }

    [Fact]
    public async Task Bundle_proves_itself_packed_and_unpacked_and_names_its_root()
    {
        string bundle = await BundleAsync();
        ZipFile.ExtractToDirectory(bundle, _workspace.PathOf("unpacked"));

        CliResult packed = await CliRunner.RunAsync("verify", "--out", bundle);
        string root = packed.Out.Split("root hash ")[1].Trim();
        CliResult unpacked = await CliRunner.RunAsync("verify", "--out", _workspace.PathOf("unpacked"), "--expect", root[..12].ToUpperInvariant());
        CliResult other = await CliRunner.RunAsync("verify", "--out", _workspace.Out, "--expect", root);

        Assert.Equal((0, 0, 4), (packed.ExitCode, unpacked.ExitCode, other.ExitCode));
        Assert.Equal(packed.Out, unpacked.Out);
        Assert.Contains("not the expected one", other.Error);
    }

    [Fact]
    public async Task Every_changed_byte_of_a_bundle_is_found()
    {
        byte[] bundle = File.ReadAllBytes(await BundleAsync());
        string altered = _workspace.PathOf("altered.zip");
        Random random = new(Seed);
        // Headers, contents, directory and end: wherever it falls.
        int[] places = [0, 29, bundle.Length - 1, bundle.Length - 22, .. Enumerable.Range(0, 400).Select(_ => random.Next(bundle.Length))];
        foreach (int place in places)
        {
            bundle[place] ^= 0x10;
            File.WriteAllBytes(altered, bundle);
            Assert.True(BundleVerifier.Verify(FileSet.OfZip(altered)).Problems.Count > 0, $"byte {place}");
            bundle[place] ^= 0x10;
        }

        File.WriteAllBytes(altered, [.. bundle, 0]);
        CliResult longer = await CliRunner.RunAsync("verify", "--out", altered);
        Assert.Equal(4, longer.ExitCode);
        Assert.Contains($"altered.zip is not as 'bundle' wrote it, from byte {bundle.Length} on", longer.Error);
    }

    [Fact]
    public async Task Every_changed_byte_of_every_file_of_the_results_is_found_and_named()
    {
        await RunAsync();
        Random random = new(Seed);
        foreach (string path in Directory.EnumerateFiles(_workspace.Out))
        {
            byte[] content = File.ReadAllBytes(path);
            int[] places = [0, content.Length - 1, .. Enumerable.Range(0, 30).Select(_ => random.Next(content.Length))];
            foreach (int place in places)
            {
                content[place] ^= 0x04;
                File.WriteAllBytes(path, content);
                BundleReport report = BundleVerifier.Verify(FileSet.Of(_workspace.Out));
                Assert.True(report.Problems.Count > 0, $"{path}, byte {place}");
                content[place] ^= 0x04;
            }

            byte[] flipped = [.. content];
            flipped[content.Length / 2] ^= 1;
            File.WriteAllBytes(path, flipped);
            CliResult result = await CliRunner.RunAsync("verify", "--out", _workspace.Out);
            Assert.Equal(4, result.ExitCode);
            Assert.Contains(Path.GetFileName(path), result.Error);
            File.WriteAllBytes(path, content);
        }

        Assert.Equal(0, (await CliRunner.RunAsync("verify", "--out", _workspace.Out)).ExitCode);
    }

    [Fact]
    public async Task Added_missing_renamed_and_linked_files_are_named()
    {
        await RunAsync();
        string report = Path.Combine(_workspace.Out, "report.md");
        File.Move(report, Path.Combine(_workspace.Out, "report2.md"));
        File.Delete(Path.Combine(_workspace.Out, "incidents.csv"));
        Directory.CreateDirectory(Path.Combine(_workspace.Out, "hollow", "inner"));
        _workspace.Write("out/inner/\u001b[31mevil", "");
        if (!OperatingSystem.IsWindows())
            File.CreateSymbolicLink(Path.Combine(_workspace.Out, "link"), "/");

        CliResult result = await CliRunner.RunAsync("verify", "--out", _workspace.Out);

        Assert.Equal(4, result.ExitCode);
        Assert.Contains("report.md is missing; report2.md has its content", result.Error);
        Assert.Contains("incidents.csv is missing", result.Error);
        Assert.Contains("hollow/inner/ was added: an empty folder", result.Error);
        Assert.Contains("inner/\uFFFD[31mevil was added", result.Error);
        Assert.True(OperatingSystem.IsWindows() || result.Error.Contains("link is a link", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Excerpts_are_the_same_however_many_are_read_at_a_time()
    {
        string bundle = await BundleAsync();
        using ZipArchive archive = ZipFile.OpenRead(bundle);
        FindingsDocument findings = FindingsJson.Read<FindingsDocument>(Encoding.UTF8.GetString(Content(archive, "findings.json")));
        LakeFolder folder = new(_workspace.Lake);
        using LakeDatabase database = LakeHelper.Open(_workspace.Lake);
        using ScratchFolder scratch = new();

        ExcerptReader oneByOne = new(database, new LineRestorer(folder, folder.ReadManifest(), 1 << 20), redactor: null, scratch.Root, mostAtATime: 1);
        IReadOnlyList<StoredFile> excerpts = await oneByOne.ReadAsync(Citations.Of(findings), CancellationToken.None);

        Assert.Equal(archive.Entries.Count(entry => entry.FullName.StartsWith("excerpts/", StringComparison.Ordinal)), excerpts.Count);
        foreach (StoredFile excerpt in excerpts)
        {
            using Stream stream = excerpt.Open();
            using MemoryStream content = new();
            stream.CopyTo(content);
            Assert.Equal(Content(archive, excerpt.Name), content.ToArray());
        }
    }

    /// <summary>Three times as much as the process may have: contents pass through.</summary>
    [Fact]
    public async Task Results_larger_than_memory_are_bundled_and_proved()
    {
        await RunAsync();
        string large = _workspace.PathOf("large");
        using (OutputFolder folder = new(large))
        {
            foreach (string name in (string[])["findings.json", "report.md"])
                folder.Write(name, File.ReadAllBytes(Path.Combine(_workspace.Out, name)));
            string line = new('x', 1 << 16);
            folder.Write("affected-messages.csv", writer =>
            {
                for (int i = 0; i < 3 * HeapMegabytes * 16; i++)
                    writer.WriteLine(line);
            });
            using OutputFolder standing = new(_workspace.Out);
            folder.Seal(RunLog.Last(File.ReadAllBytes(Path.Combine(_workspace.Out, RunLog.FileName)))!, standing.Standing!);
        }

        Assert.Equal(0, RunInLittleMemory("bundle", "--lake", _workspace.Lake, "--out", large, "--to", _workspace.PathOf("large.zip")));
        Assert.Equal(0, RunInLittleMemory("verify", "--out", _workspace.PathOf("large.zip")));
        Assert.True(new FileInfo(_workspace.PathOf("large.zip")).Length > 3L * HeapMegabytes << 20);
    }

    private static int RunInLittleMemory(params string[] arguments)
    {
        ProcessStartInfo start = new(Tool.Executable, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["DOTNET_GCHeapHardLimit"] = (HeapMegabytes << 20).ToString("X", System.Globalization.CultureInfo.InvariantCulture);
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, errors.Result);
        return process.ExitCode;
    }

    // Of the second one the manifest, which says what goes into the archive, knows nothing.
    [Theory]
    [InlineData("findings.json")]
    [InlineData("added.txt")]
    public async Task Altered_results_are_not_bundled(string file)
    {
        await RunAsync();
        File.AppendAllText(Path.Combine(_workspace.Out, file), " ");

        CliResult result = await CliRunner.RunAsync("bundle", "--lake", _workspace.Lake, "--out", _workspace.Out);

        Assert.Equal(4, result.ExitCode);
        Assert.False(File.Exists(_workspace.Out + ".zip"));
    }

    [Fact]
    public async Task Bundle_stops_where_the_lake_is_another()
    {
        await RunAsync();
        await LakeHelper.ConvertAsync(_workspace.PathOf("other"), Repository.DataSamples("clean"));

        CliResult result = await CliRunner.RunAsync("bundle", "--lake", _workspace.PathOf("other"), "--out", _workspace.Out);

        Assert.Equal(4, result.ExitCode);
        Assert.Contains("does not hold", result.Error);
        Assert.False(File.Exists(_workspace.Out + ".zip"));
    }

    // Whoever forges results chooses what they cite.
    [Fact]
    public void Names_in_the_archive_are_no_paths_whatever_the_document_says()
    {
        TrialPoint point = new(DateTime.UnixEpoch, DateTime.UnixEpoch, "EX01", "08DE", "a.LOG", 1);
        System.Text.Json.JsonElement json = System.Text.Json.JsonDocument.Parse(FindingsJson.Write(point)).RootElement;
        FindingsDocument forged = new()
        {
            GeneratedAt = DateTime.UnixEpoch,
            Coverage = [],
            Checks = [],
            Incidents = [],
            Observations = [new Observation("x", "y", new Dictionary<string, object?> { ["../../etc/\u001b passwd"] = json })],
        };

        Assert.Equal([("observation-1", "______etc___passwd")], Citations.Of(forged).Select(citation => (citation.Of, citation.Role)));
    }

    private static string Logs => Repository.DataSamples("certificate-name-changed");

    private async Task RunAsync() =>
        Assert.Equal(0, (await CliRunner.RunAsync("run", Logs, "--lake", _workspace.Lake, "--out", _workspace.Out, "--quiet")).ExitCode);

    private async Task<string> BundleAsync()
    {
        await RunAsync();
        CliResult result = await CliRunner.RunAsync("bundle", "--lake", _workspace.Lake, "--out", _workspace.Out);
        Assert.True(result.ExitCode == 0, result.Error);
        return _workspace.Out + ".zip";
    }

    private static byte[] Content(ZipArchive archive, string name)
    {
        using Stream stream = archive.GetEntry(name)!.Open();
        using MemoryStream content = new();
        stream.CopyTo(content);
        return content.ToArray();
    }
}
