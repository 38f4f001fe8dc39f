using System.Diagnostics;
using System.Text.Json.Nodes;
using CsCheck;
using LogAnalytics.Cli.Notifying;
using LogAnalytics.Reports.Findings;
using LogAnalytics.Tests.Generators;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Cli.Notifying;

/// <summary>A program of the user's own is told what is new. The programs here are shell scripts.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class NotifyTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task New_incidents_are_sent_as_findings_json()
    {
        if (OperatingSystem.IsWindows())
            return;
        string program = Script("cat > \"$1\"; echo \"$LOGANALYTICS_NEW $LOGANALYTICS_NEW_MAJOR $LOGANALYTICS_EXIT_CODE $LOGANALYTICS_REPORT\"");

        CliResult result = await RunAsync("certificate-name-changed", $"{program} '{_workspace.PathOf("got it.json")}'", "--fail-on", "new");

        Assert.Equal(1, result.ExitCode);
        Assert.Equal(File.ReadAllText(Path.Combine(_workspace.Out, "findings.json")), File.ReadAllText(_workspace.PathOf("got it.json")));
        Assert.Contains($"notify: 1 1 1 {Path.Combine(_workspace.Out, "report.html")}\n", result.Error);
        Assert.DoesNotContain("notify:", result.Out);
    }

    [Fact]
    public async Task Nothing_new_nothing_sent()
    {
        if (OperatingSystem.IsWindows())
            return;
        CliResult result = await RunAsync("clean", Script("touch \"$(dirname \"$0\")/called\"; exit 7"));

        Assert.Equal(0, result.ExitCode);
        Assert.False(File.Exists(_workspace.PathOf("called")));
    }

    [Theory]
    [InlineData("new", "major", false, 1)]
    [InlineData("ongoing", "major", true, 0)]
    [InlineData("resolved", "major", true, 0)]
    [InlineData("new", "minor", false, 0)]
    [InlineData("new", "minor", true, 1)]
    public void News_are_new_and_major_unless_minor_ones_count(string novelty, string severity, bool countsMinor, int expected) =>
        FindingsGen.Document.Where(document => document.Incidents.Count > 0).Sample(
            document =>
            {
                FindingsDocument findings = document with { Incidents = [document.Incidents[0] with { Novelty = novelty, Severity = severity }] };
                Assert.Equal(expected, NewsDelivery.News(findings, countsMinor).Count);
            },
            iter: 10);

    [Fact]
    public async Task Failure_ends_with_4_when_all_results_are_written()
    {
        if (OperatingSystem.IsWindows())
            return;
        CliResult result = await RunAsync("certificate-name-changed", Script("echo no such mailbox >&2; exit 7"), "--fail-on", "new");

        Assert.Equal(4, result.ExitCode);
        Assert.Contains("notify: no such mailbox\n", result.Error);
        Assert.Contains("loganalytics: nobody was notified: ", result.Error);
        Assert.Equal(0, (await CliRunner.RunAsync("verify", "--out", _workspace.Out)).ExitCode);
        Assert.Equal(1, (int)JsonNode.Parse(File.ReadAllText(Path.Combine(_workspace.Out, "run.json")))!["exit_code"]!);
    }

    [Fact]
    public async Task Program_that_is_not_there_is_said_before_the_work()
    {
        CliResult result = await RunAsync("clean", "no-such-program-anywhere");

        Assert.Equal(2, result.ExitCode);
        Assert.False(Directory.Exists(_workspace.Lake));
    }

    [Fact]
    public void Bare_name_is_looked_for_in_PATH_alone()
    {
        if (OperatingSystem.IsWindows())
            return;
        string program = Script("exit 0");
        string folder = Path.GetDirectoryName(program)!;

        Assert.Equal(program, ProgramFile.Find("notify.sh", $"/nowhere:{folder}"));
        Assert.Null(ProgramFile.Find("notify.sh", "/nowhere"));
        // The current folder may be one of logs: an empty or a relative entry of PATH means it.
        Assert.Null(ProgramFile.Find("notify.sh", $"::.:{Path.GetRelativePath(Environment.CurrentDirectory, folder)}"));
        File.SetUnixFileMode(program, UnixFileMode.UserRead);
        Assert.Null(ProgramFile.Find("notify.sh", folder));
    }

    [Fact]
    public async Task Program_that_hangs_is_stopped_with_what_it_started()
    {
        if (OperatingSystem.IsWindows())
            return;
        Notification notification = new([Script("sleep 600 & echo $! > \"$(dirname \"$0\")/child\"; wait")], TimeSpan.FromSeconds(1));
        Stopwatch watch = Stopwatch.StartNew();

        string? problem = await notification.SendAsync([1], new Dictionary<string, string>(), CancellationToken.None);

        Assert.Contains("did not end within", problem);
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(60));
        int child = int.Parse(File.ReadAllText(_workspace.PathOf("child")));
        for (int i = 0; i < 200 && IsRunning(child); i++)
            await Task.Delay(50);
        Assert.False(IsRunning(child));
    }

    [Fact]
    public async Task Program_need_not_read_what_it_gets()
    {
        if (OperatingSystem.IsWindows())
            return;
        Notification notification = new([Script("exec 0<&-; exit 0")], Notification.DefaultTimeout);

        Assert.Null(await notification.SendAsync(new byte[1_000_000], new Dictionary<string, string>(), CancellationToken.None));
    }

    [Fact]
    public async Task Cancelling_stops_the_program()
    {
        if (OperatingSystem.IsWindows())
            return;
        using CancellationTokenSource source = new(TimeSpan.FromSeconds(1));
        Notification notification = new([Script("sleep 600")], Notification.DefaultTimeout);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => notification.SendAsync([], new Dictionary<string, string>(), source.Token));
    }

    private Task<CliResult> RunAsync(string sample, string command, params string[] more) =>
        CliRunner.RunAsync(["run", Repository.DataSamples(sample), "--lake", _workspace.Lake, "--out", _workspace.Out, "--quiet", "--notify", command, .. more]);

    private static bool IsRunning(int process) => Directory.Exists($"/proc/{process}") && !File.ReadAllText($"/proc/{process}/stat").Contains(") Z", StringComparison.Ordinal);

    private string Script(string body) => _workspace.WriteScript("notify.sh", body);
}
