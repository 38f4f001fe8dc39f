using System.Diagnostics;
using System.Text.RegularExpressions;
using LogAnalytics.Cli.Analysis;
using LogAnalytics.Cli.Terminal;
using LogAnalytics.Reports.Findings;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Cli;

/// <summary>Long work says on a terminal what it is at, and nowhere else.</summary>
public sealed partial class ProgressTests : IAsyncLifetime
{
    private readonly Workspace _workspace = new();

    public Task InitializeAsync() => LakeHelper.ConvertAsync(_workspace.Lake, Repository.DataSamples("certificate-name-changed"));

    public Task DisposeAsync()
    {
        _workspace.Dispose();
        return Task.CompletedTask;
    }

    [Theory]
    [InlineData("analyze --lake {lake} --out {out}", "opening the lake")]
    [InlineData("verify --lake {lake}", "reading ")]
    [InlineData("restore --lake {lake} --out {out}", "reading ")]
    [InlineData("rebuild --lake {lake} --rejects", "reading ")]
    [InlineData("calibrate --lake {lake} --repeats 1", "calibrating ")]
    [InlineData("selftest {logs} --variants threads", "variant 1 of 1: threads")]
    public async Task Terminal_shows_what_long_work_is_at(string command, string words)
    {
        if (!OperatingSystem.IsLinux())
            return;
        string shown = await OnTerminalAsync(command);

        Assert.Contains(words, shown, StringComparison.Ordinal);
        Assert.Matches(Percentage(), shown);
        Assert.DoesNotMatch(Percentage(), await OnTerminalAsync(command + " --quiet"));
    }

    [Fact]
    public async Task Pipe_gets_no_progress()
    {
        using Process process = Tool.Start("analyze", "--lake", _workspace.Lake, "--out", _workspace.Out);
        Task<string> results = process.StandardOutput.ReadToEndAsync();
        string diagnostics = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();

        Assert.Equal(0, process.ExitCode);
        Assert.DoesNotContain('\u001b', diagnostics + await results);
        Assert.StartsWith("Report: ", diagnostics);
    }

    [Fact]
    public async Task Every_stage_of_an_analysis_has_words()
    {
        using Process process = Tool.Start("analyze", "--lake", _workspace.Lake, "--out", _workspace.Out, "--redact", "--redact-key", _workspace.PathOf("key"), "--quiet");
        await process.WaitForExitAsync();

        RunRecord record = FindingsJson.Read<RunRecord>(File.ReadAllText(Path.Combine(_workspace.Out, "run.json")));
        string[] stages = [.. record.TimingsSeconds.Keys.Where(name => name.StartsWith("analyze.", StringComparison.Ordinal)).Select(name => name["analyze.".Length..])];
        // Writing the results takes a moment, once all is known.
        Assert.Equal(stages.Except(["write"]).Order(), AnalysisStatus.Stages.Order());
    }

    [Fact]
    public void Progress_of_an_analysis_never_goes_back_and_never_ends_early()
    {
        StageTimes times = new();
        AnalysisStatus status = new(times);
        List<double> done = [];
        string[] again = [.. AnalysisStatus.Stages, "search", "evidence", "report"];
        for (int i = 0; i < again.Length; i++)
            times.Measure(again[i], () => done.Add(status.Of(TimeSpan.FromSeconds(i)).Done));

        Assert.Equal(done.Order(), done);
        Assert.InRange(done[^1], 0.9, 0.9999);
    }

    [Theory]
    [InlineData(0.25, 30, 90)]
    [InlineData(0.999, 30, 1)]
    [InlineData(0.25, 0.5, null)]
    [InlineData(0.001, 30, null)]
    [InlineData(1, 30, null)]
    public void Time_left_is_said_once_it_can_be_told(double done, double seconds, int? left) =>
        Assert.Equal(left, new WorkStatus("reading", done).Left(TimeSpan.FromSeconds(seconds))?.TotalSeconds);

    // script(1) gives the tool a terminal of its own, and ends with its exit code.
    private async Task<string> OnTerminalAsync(string command)
    {
        string line = command.Replace("{lake}", _workspace.Lake).Replace("{out}", _workspace.PathOf("results")).Replace("{logs}", Repository.DataSamples("certificate-name-changed"));
        using Process process = Tool.Run("script", "-qec", $"stty cols 160; '{Tool.Executable}' {line}", "/dev/null");
        process.StandardInput.Close();
        string shown = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, shown);
        return Escape().Replace(shown, "");
    }

    [GeneratedRegex(@" \d{1,2}%")]
    private static partial Regex Percentage();

    [GeneratedRegex("\u001b\\[[0-9;?]*[A-Za-z]")]
    private static partial Regex Escape();
}
