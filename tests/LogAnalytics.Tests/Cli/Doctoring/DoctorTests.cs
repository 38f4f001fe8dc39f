using System.Text.Json.Nodes;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Tests.Inputs;
using LogAnalytics.Tests.Lake;
using LogAnalytics.Tests.Samples;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Cli.Doctoring;

/// <summary>The doctor says what would not work, and leaves everything as it is.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class DoctorTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Place_without_anything_is_fine_and_stays_empty()
    {
        _workspace.Copy(Repository.DataSamples("clean"), "logs");
        (int exitCode, Dictionary<string, string> verdicts, _) = await AskAsync();

        Assert.Equal(0, exitCode);
        foreach (string subject in new[] { "tool", "system", "engine", "temporary", "lake folder", "lake", "out folder", "input" })
            Assert.Equal("ok", verdicts[subject]);
        Assert.False(Directory.Exists(_workspace.Lake) || Directory.Exists(_workspace.Out));
    }

    [Fact]
    public async Task Lake_that_is_whole_is_fine_and_stays_as_it_is()
    {
        await LakeHelper.ConvertAsync(_workspace.Lake, Repository.DataSamples("clean"));
        string[] before = TreeFolder.Fingerprint(_workspace.Lake);
        (int exitCode, Dictionary<string, string> verdicts, _) = await AskAsync(inputs: Repository.DataSamples("clean"));

        Assert.Equal(0, exitCode);
        Assert.Equal(("ok", "ok", "ok"), (verdicts["lake"], verdicts["lock"], verdicts["left over"]));
        Assert.Equal(before, TreeFolder.Fingerprint(_workspace.Lake));
    }

    [Fact]
    public async Task Lake_of_an_earlier_version_is_to_be_rebuilt()
    {
        await LakeHelper.ConvertAsync(_workspace.Lake, Repository.DataSamples("clean"));
        ForgedLake.EditManifest(_workspace.Lake, $"\"parser_version\": {LakeVersions.Parser}", $"\"parser_version\": {LakeVersions.LeastParserToQuery - 1}");
        (_, Dictionary<string, string> verdicts, _) = await AskAsync(inputs: Repository.DataSamples("clean"));

        Assert.Equal("fail", verdicts["lake"]);
    }

    [Fact]
    public async Task Lake_in_use_is_a_warning()
    {
        await LakeHelper.ConvertAsync(_workspace.Lake, Repository.DataSamples("clean"));
        using LakeLock held = LakeLock.Take(new LakeFolder(_workspace.Lake));
        (int exitCode, Dictionary<string, string> verdicts, _) = await AskAsync(inputs: Repository.DataSamples("clean"));

        Assert.Equal((0, "warn"), (exitCode, verdicts["lock"]));
    }

    [Fact]
    public async Task Table_that_is_missing_and_manifest_that_is_damaged_are_failures()
    {
        await LakeHelper.ConvertAsync(_workspace.Lake, Repository.DataSamples("clean"));
        string table = Directory.EnumerateFiles(Path.Combine(_workspace.Lake, "sessions"), "part-*.parquet", SearchOption.AllDirectories).First();
        File.Delete(table);
        (int exitCode, Dictionary<string, string> verdicts, string text) = await AskAsync(inputs: Repository.DataSamples("clean"));
        Assert.Equal((4, "fail"), (exitCode, verdicts["lake"]));
        Assert.Contains(Path.GetFileName(table), text);

        File.WriteAllText(Path.Combine(_workspace.Lake, "_state", "manifest.json"), "{");
        (exitCode, verdicts, _) = await AskAsync(inputs: Repository.DataSamples("clean"));
        Assert.Equal((4, "fail"), (exitCode, verdicts["lake"]));
    }

    [Fact]
    public async Task Input_that_is_not_there_is_a_failure_and_one_without_logs_a_warning()
    {
        (int exitCode, Dictionary<string, string> verdicts, _) = await AskAsync(inputs: _workspace.PathOf("nowhere"));
        Assert.Equal((4, "fail"), (exitCode, verdicts["input"]));

        Directory.CreateDirectory(_workspace.Logs);
        (exitCode, verdicts, _) = await AskAsync();
        Assert.Equal((0, "warn"), (exitCode, verdicts["input"]));
    }

    [PermissionFact]
    public async Task Folder_that_may_not_be_written_to_is_a_failure()
    {
        string closed = Directory.CreateDirectory(_workspace.PathOf("closed")).FullName;
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(closed, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        CliResult result = await CliRunner.RunAsync("doctor", "--out", Path.Combine(closed, "out"));

        Assert.Equal(4, result.ExitCode);
        Assert.Contains("fail  out folder", result.Out);
    }

    private async Task<(int ExitCode, Dictionary<string, string> Verdicts, string Text)> AskAsync(string? inputs = null)
    {
        string[] arguments = ["doctor", inputs ?? _workspace.Logs, "--lake", _workspace.Lake, "--out", _workspace.Out, "--format", "json"];
        CliResult result = await CliRunner.RunAsync(arguments);
        JsonArray lines = JsonNode.Parse(result.Out)!.AsArray();
        Assert.All(lines, line => Assert.Equal((string)line!["verdict"]! == "ok", line["remedy"] is null));
        return (result.ExitCode, lines.ToDictionary(line => (string)line!["subject"]!, line => (string)line!["verdict"]!), result.Out);
    }
}
