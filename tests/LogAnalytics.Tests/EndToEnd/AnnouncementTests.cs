using System.Text.Json.Nodes;
using LogAnalytics.Cli;
using LogAnalytics.Cli.Commands;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Reports.Findings;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.EndToEnd;

/// <summary>
/// A new incident is said at least once: wherever a run fails or is killed, the next one finds it new. The program that is notified does
/// here what goes wrong, in the middle of the end of a run.
/// </summary>
[Collection(ConsoleCollection.Name)]
public sealed class AnnouncementTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Notification_that_fails_is_sent_again_and_the_incident_stays_new_until_then()
    {
        if (OperatingSystem.IsWindows())
            return;
        string program = Script("echo called; test -e \"$(dirname \"$0\")/works\"");
        CliResult failed = await RunAsync(program);
        Assert.Equal((4, "new"), (failed.ExitCode, Novelty()));
        // The views are those of the last analysis all the same.
        Assert.Equal("new", LakeHelper.Rows(_workspace.Lake, "SELECT novelty FROM incidents")[0][0]);
        Assert.Equal(4, (await RunAsync(program)).ExitCode);
        _workspace.Write("works", "");

        CliResult told = await RunAsync(program);
        Assert.Equal((1, "new"), (told.ExitCode, Novelty()));
        Assert.Contains("notify: called", told.Error, StringComparison.Ordinal);
        CliResult known = await RunAsync(program);
        Assert.Equal((0, "resolved"), (known.ExitCode, Novelty()));
        Assert.DoesNotContain("notify: called", known.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_that_is_killed_while_it_notifies_says_new_again()
    {
        if (OperatingSystem.IsWindows())
            return;
        using (System.Diagnostics.Process killed = Tool.Start(Arguments(Script("kill -9 $PPID"))))
        {
            await killed.WaitForExitAsync();
            Assert.Equal(128 + 9, killed.ExitCode);
        }

        await AssertSaidOnceMoreAsync();
    }

    [Fact]
    public async Task Run_that_fails_behind_its_notification_says_new_again()
    {
        if (OperatingSystem.IsWindows())
            return;
        CliResult failed = await RunAsync(Script($"rm -r '{_workspace.Out}'/.loganalytics-*"));
        Assert.Equal(4, failed.ExitCode);

        await AssertSaidOnceMoreAsync();
    }

    [Fact]
    public async Task Run_whose_row_cannot_be_written_says_new_again()
    {
        if (OperatingSystem.IsWindows())
            return;
        string runs = Path.Combine(_workspace.Lake, "_state/runs");
        CliResult first = await RunAsync(Script($"rm -r '{runs}' && touch '{runs}'"));
        Assert.Equal(1, first.ExitCode);
        File.Delete(runs);

        await AssertSaidOnceMoreAsync();
    }

    [Fact]
    public async Task Run_that_cannot_say_what_it_found_says_new_again()
    {
        if (!File.Exists("/dev/full"))
            return;
        using (System.Diagnostics.Process full = Tool.Run("sh", ["-c", "exec \"$@\" > /dev/full", "sh", Tool.Executable, "run", Repository.DataSamples("certificate-name-changed"), "--lake", _workspace.Lake, "--out", _workspace.Out, "--fail-on", "new"]))
        {
            await full.WaitForExitAsync();
            Assert.Equal(4, full.ExitCode);
        }

        await AssertSaidOnceMoreAsync();
    }

    [Fact]
    public async Task Nothing_is_learnt_before_the_row_of_the_run_is_whole()
    {
        await LakeHelper.ConvertAsync(_workspace.Lake, Repository.DataSamples("clean"));
        JsonNode? row = null;
        int exitCode = await JournaledRun.RunAsync(new CliContext([], TimeProvider.System), "analyze", _workspace.Lake, run =>
        {
            run.Begin();
            run.LearnAtTheEnd(() => row = JsonNode.Parse(File.ReadAllText(Directory.EnumerateFiles(Path.Combine(_workspace.Lake, "_state/runs")).Single())), _ => { });
            return Task.FromResult(1);
        });

        Assert.Equal(1, exitCode);
        Assert.Equal(1, (int)row!["exit_code"]!);
    }

    [Fact]
    public async Task Run_that_throws_learns_nothing()
    {
        await LakeHelper.ConvertAsync(_workspace.Lake, Repository.DataSamples("clean"));
        bool hasLearnt = false;
        await Assert.ThrowsAsync<LakeException>(() => JournaledRun.RunAsync(new CliContext([], TimeProvider.System), "analyze", _workspace.Lake, run =>
        {
            run.Begin();
            run.LearnAtTheEnd(() => hasLearnt = true, _ => { });
            throw new LakeException("a fault between two steps");
        }));

        Assert.False(hasLearnt);
    }

    private async Task AssertSaidOnceMoreAsync()
    {
        string program = Script("echo called");
        CliResult again = await RunAsync(program);
        Assert.Equal((1, "new"), (again.ExitCode, Novelty()));
        Assert.Contains("notify: called", again.Error, StringComparison.Ordinal);
        CliResult known = await RunAsync(program);
        Assert.Equal((0, "resolved"), (known.ExitCode, Novelty()));
    }

    private string[] Arguments(string program) =>
        ["run", Repository.DataSamples("certificate-name-changed"), "--lake", _workspace.Lake, "--out", _workspace.Out, "--quiet", "--fail-on", "new", "--notify", program];

    private Task<CliResult> RunAsync(string program) => CliRunner.RunAsync(Arguments(program));

    private string Novelty() => FindingsJson.Read<FindingsDocument>(File.ReadAllText(Path.Combine(_workspace.Out, "findings.json"))).Incidents.Single().Novelty;

    private string Script(string body) => _workspace.WriteScript("notify.sh", body);
}
