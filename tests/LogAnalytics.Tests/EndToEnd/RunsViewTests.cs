using LogAnalytics.Lake.Catalog;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.EndToEnd;

/// <summary>The lake knows what was done with it, also where that went wrong.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class RunsViewTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Every_run_has_a_row_however_it_ended()
    {
        await CliRunner.ExpectAsync(0, "convert", Repository.DataSamples("clean"), "--lake", _workspace.Lake);
        await CliRunner.ExpectAsync(3, "run", Repository.DataSamples("damaged"), "--lake", _workspace.Lake, "--out", _workspace.Out);
        await CliRunner.ExpectAsync(0, "analyze", "--lake", _workspace.Lake, "--out", _workspace.Out);
        using (LakeLock.Take(new LakeFolder(_workspace.Lake)))
            await CliRunner.ExpectAsync(75, "convert", Repository.DataSamples("clean"), "--lake", _workspace.Lake);
        await CliRunner.ExpectAsync(0, "rebuild", "--lake", _workspace.Lake);
        await CliRunner.ExpectAsync(2, "convert", _workspace.PathOf("nowhere"), "--lake", _workspace.Lake);
        string manifest = Path.Combine(_workspace.Lake, "_state/manifest.json"), whole = File.ReadAllText(manifest);
        File.WriteAllText(manifest, "damaged");
        await CliRunner.ExpectAsync(4, "rebuild", "--lake", _workspace.Lake);
        File.WriteAllText(manifest, whole);

        List<object?[]> rows = LakeHelper.Rows(_workspace.Lake, "SELECT verb, exit_code, len(reasons), ended_at >= started_at, version IS NOT NULL, command_line[1] FROM runs ORDER BY started_at, run_id");
        Assert.Equal(
            ["convert 0 0", "run 3 1", "analyze 0 0", "convert 75 1", "rebuild 0 0", "rebuild 4 1"],
            rows.Select(row => $"{row[0]} {row[1]} {row[2]}"));
        Assert.All(rows, row => Assert.Equal((true, true, row[0]), (row[3], row[4], row[5])));
        Assert.True(LakeHelper.Number(_workspace.Lake, "SELECT counts['event_lines'] FROM runs WHERE verb = 'run'") > 0);
        Assert.Contains("could not be read", (string)LakeHelper.Rows(_workspace.Lake, "SELECT reasons[1] FROM runs WHERE exit_code = 3")[0][0]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelled_run_has_its_row()
    {
        // Long enough to be cancelled in its middle.
        await CliRunner.RunAsync("sample", _workspace.Logs, "--incident", "clean", "--seed", "1", "--servers", "2", "--days", "30");
        using CancellationTokenSource source = new();
        Task<CliResult> run = CliRunner.RunAsync(["convert", _workspace.Logs, "--lake", _workspace.Lake], TextReader.Null, source.Token);
        string runs = Path.Combine(_workspace.Lake, "_state/runs");
        while (!run.IsCompleted && !(Directory.Exists(runs) && Directory.EnumerateFiles(runs).Any()))
            await Task.Delay(1);
        source.Cancel();
        Assert.Equal(130, (await run).ExitCode);
        await CliRunner.ExpectAsync(0, "convert", Repository.DataSamples("clean"), "--lake", _workspace.Lake);

        Assert.Equal([[130, "cancelled"]], LakeHelper.Rows(_workspace.Lake, "SELECT exit_code, reasons[1] FROM runs WHERE exit_code <> 0"));
    }

    [Fact]
    public async Task Run_that_is_killed_has_a_row_without_an_end()
    {
        await CliRunner.RunAsync("sample", _workspace.Logs, "--incident", "clean", "--seed", "1", "--servers", "2", "--days", "30");
        using System.Diagnostics.Process process = Tool.Start("convert", _workspace.Logs, "--lake", _workspace.Lake);
        string runs = Path.Combine(_workspace.Lake, "_state/runs");
        while (!process.HasExited && !(Directory.Exists(runs) && Directory.EnumerateFiles(runs).Any()))
            await Task.Delay(1);
        process.Kill();
        await process.WaitForExitAsync();
        await CliRunner.ExpectAsync(0, "convert", Repository.DataSamples("clean"), "--lake", _workspace.Lake);

        Assert.Equal([["convert", null, null], ["convert", 0, true]], LakeHelper.Rows(_workspace.Lake, "SELECT verb, exit_code, ended_at IS NOT NULL OR NULL FROM runs ORDER BY started_at"));
    }

    [Fact]
    public async Task Old_rows_are_put_together_and_none_is_lost_or_doubled()
    {
        await LakeHelper.ConvertAsync(_workspace.Lake, Repository.DataSamples("clean"));
        LakeFolder lake = new(_workspace.Lake);
        for (int i = 0; i < 450; i++)
        {
            Write(lake, i, 0);
            if (i % 150 == 0)
                RunJournal.Compact(lake);
        }

        // The first 201 of 301 are in the archive.
        string folder = Path.Combine(_workspace.Lake, "_state/runs");
        Assert.Equal(250, Directory.EnumerateFiles(folder).Count());
        RunJournal.Compact(lake);
        Assert.Equal(101, Directory.EnumerateFiles(folder).Count());
        // Cut off between the archive and the removal; and one that began before and ends only now.
        Write(lake, 3, 0);
        Write(lake, 5, null);
        File.AppendAllText(Path.Combine(folder, "archive.jsonl"), "{\"run_id\":\"cut o");

        Assert.Equal(450, LakeHelper.Number(_workspace.Lake, "SELECT count(*) FROM runs"));
        Assert.Equal(0, LakeHelper.Number(_workspace.Lake, "SELECT count(*) FROM runs WHERE ended_at IS NULL"));
    }

    [Fact]
    public void Last_20_000_rows_are_kept()
    {
        LakeFolder lake = new(_workspace.Lake);
        string archive = _workspace.Write("lake/_state/runs/archive.jsonl", string.Concat(Enumerable.Range(0, 20_000).Select(i => $"archived {i}\n")));
        for (int i = 0; i < 201; i++)
            Write(lake, i, 0);
        RunJournal.Compact(lake);

        string[] rows = File.ReadAllLines(archive);
        Assert.Equal((20_000, "archived 101"), (rows.Length, rows[0]));
        Assert.Equal(100, Directory.EnumerateFiles(Path.GetDirectoryName(archive)!).Count(path => path != archive));
    }

    private static void Write(LakeFolder lake, int i, int? exitCode) => RunJournal.Write(lake, new JournalEntry(
        $"2026{i:00000}", "run", "1", ["run"], DateTime.UnixEpoch.AddHours(i), exitCode is null ? null : DateTime.UnixEpoch.AddHours(i + 1), exitCode, new Dictionary<string, long>(), [], []));
}
