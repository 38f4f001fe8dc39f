using System.Diagnostics;
using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using LogAnalytics.Cli.Analysis;
using LogAnalytics.Cli.SelfTest;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Queries;
using LogAnalytics.Samples;
using LogAnalytics.Tests.Generators;
using LogAnalytics.Tests.Lake;
using LogAnalytics.Tests.Samples;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.EndToEnd;

/// <summary>The self-test through the whole tool: it passes where it must, fails where it must, and leaves nothing behind.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class SelfTestTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Odd_trees_give_the_same_answer_in_every_variant(int seed)
    {
        WriteTree(new OddTree(seed));
        string[] before = TreeFolder.Fingerprint(_workspace.Logs);

        CliResult result = await CliRunner.RunAsync("selftest", _workspace.Logs, "--quiet", "--threads", "2", "--max-rejects", "100000", "--seed", $"{seed}");

        Assert.True(result.ExitCode == 0, result.Out + result.Error);
        Assert.Contains("the same answer in all 8 variants", result.Out);
        Assert.Equal(before, TreeFolder.Fingerprint(_workspace.Logs));
    }

    [Fact]
    public async Task Every_variant_is_told_what_the_user_says()
    {
        string sample = Repository.DataSamples("certificate-name-changed");
        await LakeHelper.ConvertAsync(_workspace.Lake, sample);
        EngineLimits limits = new(2, 512L << 20, _workspace.PathOf("scratch"));

        LakeAnswer told = LakeAnswer.Read(new LakeFolder(_workspace.Lake), [new Given(Given.RemoteFamily, "outlook.com", "other", "given by the user", IsUsers: true)], limits, default);
        CliResult result = await CliRunner.RunAsync("selftest", sample, "--quiet", "--variants", "split,shuffle", "--remote-family", "outlook.com=other");

        Assert.Empty(told.Findings["incidents"]!.AsArray());
        Assert.Single(told.Findings["overrides"]!.AsArray());
        Assert.True(result.ExitCode == 0, result.Out + result.Error);
        Assert.Contains("the same answer in all 2 variants", result.Out);
    }

    [Fact]
    public async Task Rejects_make_the_input_incomplete_and_the_test_runs_nevertheless()
    {
        CliResult result = await CliRunner.RunAsync("selftest", Repository.DataSamples("damaged"), "--quiet", "--variants", "split");

        Assert.Equal(3, result.ExitCode);
        Assert.Contains("the same answer in all 1 variants", result.Out);
    }

    // Under a masked id a row that comes again in another file is a copy, and in the same file it is another session's.
    [Fact]
    public async Task Logs_whose_answer_depends_on_their_arrival_end_with_4_and_the_row()
    {
        DateTime start = new(2026, 3, 10, 1, 0, 0, DateTimeKind.Utc);
        string session = string.Concat(LogRows.Session("0000000000000000", start, TimeSpan.FromSeconds(1)));
        _workspace.Write("logs/EX01/SEND2026031001-1.LOG", LogRows.Header + string.Concat(Enumerable.Repeat(session, 40)));

        CliResult result = await CliRunner.RunAsync("selftest", _workspace.Logs, "--quiet", "--variants", "threads,split,shuffle");

        Assert.Equal(4, result.ExitCode);
        Assert.Contains("another answer in 1 of 3 variants", result.Out);
        string split = Assert.Single(result.Out.Split('\n'), line => line.Contains("│ split", StringComparison.Ordinal));
        Assert.Contains("differs", split);
        Assert.Matches("findings: .* became |events of EX01/Unknown, lost: ", split);
    }

    [Fact]
    public async Task Temporary_files_go_also_on_Ctrl_C()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using TreeFolder tree = new(new SampleOptions { Incident = "clean", Seed = 1, Days = 1, SessionsPerServerHour = 30 });
        string temporary = Directory.CreateDirectory(_workspace.PathOf("temporary")).FullName;
        string[] command = ["--default-signal=INT", "TMPDIR=" + temporary, Tool.Executable, "selftest", tree.Root, "--threads", "2"];
        using Process process = Tool.Run("env", command);
        string? line;
        do
            line = await process.StandardError.ReadLineAsync();
        while (line is not null && !line.StartsWith("2 of 8", StringComparison.Ordinal));
        Assert.NotNull(line);
        Assert.Contains(Directory.EnumerateDirectories(temporary), path => Path.GetFileName(path).StartsWith("loganalytics-scratch-", StringComparison.Ordinal));

        Assert.Equal(0, Kill(process.Id, 2));
        await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(130, process.ExitCode);
        Assert.DoesNotContain(Directory.EnumerateDirectories(temporary), path => Path.GetFileName(path).StartsWith("loganalytics-scratch-", StringComparison.Ordinal));
    }

    // Without the masked id, whose repeated rows the next test is about: one usual id for many sessions instead. One log is packed.
    private void WriteTree(OddTree tree)
    {
        foreach ((string path, byte[] content) in tree.Files.Where(file => file.Key.EndsWith(".LOG", StringComparison.Ordinal)))
            OddTree.Write(_workspace.Logs, path, Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(content).Replace("0000000000000000", "08DEFFFFFFFFFFFF", StringComparison.Ordinal)));
        string log = TreeFolder.Logs(_workspace.Logs).First();
        using (FileStream packed = File.Create(log + ".gz"))
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest))
            gzip.Write(File.ReadAllBytes(log));
        File.Delete(log);
    }

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
