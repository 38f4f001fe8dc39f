using System.Diagnostics;
using System.Runtime.InteropServices;
using LogAnalytics.Cli;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Samples;
using LogAnalytics.Tests.Samples;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Cli;

/// <summary>The exit codes that need more than arguments; the golden cases hold the others.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class ExitCodeTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Every_exit_code_has_a_test()
    {
        string golden = Path.Combine(Repository.Root, "tests/LogAnalytics.Tests/Cli/Golden");
        IEnumerable<int> seen = Directory.EnumerateFiles(golden, "exit.txt", SearchOption.AllDirectories).Select(path => int.Parse(File.ReadAllText(path)));
        int[] here = [ExitCodes.Internal, ExitCodes.Busy, ExitCodes.Cancelled];
        int[] all = [.. typeof(ExitCodes).GetFields().Where(field => field.IsLiteral).Select(field => (int)field.GetRawConstantValue()!).Order()];

        Assert.Equal(all, seen.Concat(here).Distinct().Order());
    }

    [Theory]
    [InlineData(new[] { 1, 3 }, 3)]
    [InlineData(new[] { 1, 0 }, 1)]
    [InlineData(new[] { 3, 4, 1 }, 4)]
    [InlineData(new[] { 4, 5 }, 5)]
    [InlineData(new[] { 130, 5, 4, 3, 1 }, 130)]
    [InlineData(new int[0], 0)]
    public void Worst_of_several_codes_wins(int[] codes, int expected) => Assert.Equal(expected, ExitCodes.Worst(codes));

    [Fact]
    public async Task Second_writer_ends_with_75_and_leaves_the_lake()
    {
        await LakeHelper.ConvertAsync(_workspace.Lake, Repository.DataSamples("clean"));
        string[] before = LakeHelper.Fingerprint(_workspace.Lake);
        CliResult result;
        using (LakeLock.Take(new LakeFolder(_workspace.Lake)))
            result = await CliRunner.RunAsync("run", Repository.DataSamples("damaged"), "--lake", _workspace.Lake, "--out", _workspace.Out);

        Assert.Equal((75, ""), (result.ExitCode, result.Out));
        Assert.Contains("Another run is writing", result.Error);
        Assert.Equal(before, LakeHelper.Fingerprint(_workspace.Lake));
    }

    [Fact]
    public async Task Cancelled_run_ends_with_130()
    {
        using CancellationTokenSource source = new();
        source.Cancel();
        CliResult result = await CliRunner.RunAsync(["run", Repository.DataSamples("clean"), "--lake", _workspace.Lake, "--out", _workspace.Out], TextReader.Null, source.Token);

        Assert.Equal((130, "loganalytics: cancelled; the lake is as the last run left it.\n"), (result.ExitCode, result.Error.ReplaceLineEndings("\n")));
    }

    [Fact]
    public async Task Fault_of_the_tool_ends_with_5()
    {
        CliResult result = await CliRunner.RunAsync(["query", "--lake", _workspace.Lake, "-"], new BrokenReader(), CancellationToken.None);

        Assert.Equal(5, result.ExitCode);
        Assert.Contains("internal error", result.Error);
    }

    [Fact]
    public async Task Damaged_table_ends_with_4()
    {
        await LakeHelper.ConvertAsync(_workspace.Lake, Repository.DataSamples("clean"));
        string table = Directory.EnumerateFiles(Path.Combine(_workspace.Lake, "sessions"), "part-*.parquet", SearchOption.AllDirectories).First();
        File.WriteAllBytes(table, File.ReadAllBytes(table)[..500]);

        CliResult analyze = await CliRunner.RunAsync("analyze", "--lake", _workspace.Lake, "--out", _workspace.Out);
        CliResult query = await CliRunner.RunAsync("query", "--lake", _workspace.Lake, "SELECT count(*) FROM sessions");

        Assert.Equal((4, 4), (analyze.ExitCode, query.ExitCode));
    }

    /// <summary>Ctrl+C on the real executable.</summary>
    [Fact]
    public async Task Interrupted_process_ends_with_130_and_the_next_run_is_whole()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using TreeFolder tree = new(new SampleOptions { Incident = "clean", Seed = 2, Servers = 2, Days = 1, TargetBytes = 60_000_000 });
        // Shells start background jobs with SIGINT ignored; the default is what a user has.
        using Process process = Tool.Run("env", "--default-signal=INT", Tool.Executable, "convert", tree.Root, "--lake", _workspace.Lake, "--threads", "1");
        await UntilAsync(() => Directory.Exists(_workspace.Lake) && Directory.EnumerateFiles(Path.Combine(_workspace.Lake, "_state"), ".lock").Any());
        await Task.Delay(150);
        Assert.Equal(0, Kill(process.Id, 2));
        await process.WaitForExitAsync();

        Assert.Equal(130, process.ExitCode);
        Assert.False(new LakeFolder(_workspace.Lake).Exists);
        await LakeHelper.ConvertAsync(_workspace.Lake, Repository.DataSamples("clean"));
        await LakeHelper.ConvertAsync(_workspace.PathOf("whole"), Repository.DataSamples("clean"));
        Assert.Equal(LakeHelper.Fingerprint(_workspace.PathOf("whole")), LakeHelper.Fingerprint(_workspace.Lake));
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (int i = 0; i < 600 && !condition(); i++)
            await Task.Delay(20);
        Assert.True(condition());
    }

    private sealed class BrokenReader : TextReader
    {
        public override string ReadToEnd() => throw new InvalidOperationException("a fault that nobody foresaw");
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
