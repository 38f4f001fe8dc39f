using System.Diagnostics;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Samples;
using LogAnalytics.Tests.Samples;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Cli;

/// <summary>
/// The real executable, killed at random moments while a lake grows: it is readable after each kill, and the last run ends with the lake
/// of a run that nobody disturbed. LOGANALYTICS_KILLS says how often (default 8; 200 is the long form).
/// </summary>
[Collection(ConsoleCollection.Name)]
public sealed class CrashTests : IDisposable
{
    private readonly Workspace _workspace = new();

    private static int Kills => int.TryParse(Environment.GetEnvironmentVariable("LOGANALYTICS_KILLS"), out int kills) ? kills : 8;

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Killed_runs_lose_nothing_and_double_nothing()
    {
        using TreeFolder tree = new(new SampleOptions { Incident = "clean_noisy", Seed = 3, Servers = 2, Days = 3, TargetBytes = 12_000_000 });
        string[] files = [.. tree.Logs()];
        Random random = new(17);
        random.Shuffle(files);
        HashSet<long> committed = [0];
        int killed = 0;
        for (int kill = 0; kill < Kills; kill++)
        {
            // A part of the logs more, one of them cut in the middle of a line.
            int from = files.Length * kill / Kills;
            int to = files.Length * (kill + 1) / Kills;
            for (int i = from; i < to; i++)
                Feed(tree.Root, files[i], cut: i == to - 1 && random.Next(2) == 0 ? random.NextDouble() : 1);
            using Process process = Tool.Start("convert", _workspace.Logs, "--lake", _workspace.Lake, "--threads", "2", "--memory", random.Next(2) == 0 ? "256M" : "512M", "--quiet");
            if (!process.WaitForExit(random.Next(100, 1_500)))
            {
                process.Kill();
                killed++;
            }

            await process.WaitForExitAsync();
            // Readable, and in one piece: every session has its rows.
            if (new LakeFolder(_workspace.Lake).Exists)
                Assert.Equal(LakeHelper.Number(_workspace.Lake, "SELECT coalesce(sum(event_count), 0)::BIGINT FROM sessions"), LakeHelper.Number(_workspace.Lake, "SELECT count(*) FROM events"));
        }

        foreach (string file in files)
            Feed(tree.Root, file, cut: 1);
        using Process last = Tool.Start("convert", _workspace.Logs, "--lake", _workspace.Lake, "--quiet");
        await last.WaitForExitAsync();

        Assert.True(killed > 0, "no run was caught alive");
        Assert.Equal(0, last.ExitCode);
        Assert.Equal(tree.Truth.Totals.Rows, LakeHelper.Number(_workspace.Lake, "SELECT count(*) FROM events"));
        await LakeHelper.ConvertAsync(_workspace.PathOf("whole"), _workspace.Logs);
        LakeHelper.AssertEqual(_workspace.PathOf("whole"), _workspace.Lake);
        // Nothing is left of the runs that were killed.
        Assert.Equal([".lock"], Directory.EnumerateFileSystemEntries(Path.Combine(_workspace.Lake, "_state"), ".*").Select(Path.GetFileName));
    }

    private void Feed(string root, string file, double cut)
    {
        byte[] content = File.ReadAllBytes(file);
        string target = Path.Combine(_workspace.Logs, Path.GetRelativePath(root, file));
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        if (cut >= 1 && File.Exists(target) && new FileInfo(target).Length == content.Length)
            return;
        File.WriteAllBytes(target, content[..(int)(content.Length * cut)]);
    }
}
