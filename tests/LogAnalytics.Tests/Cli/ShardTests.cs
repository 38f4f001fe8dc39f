using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Samples;
using LogAnalytics.Tests.Samples;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Cli;

/// <summary>A plan, its tasks and the merge give the lake of one machine, or say what is missing.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class ShardTests : IDisposable
{
    private readonly Workspace _workspace = new();

    private string Plan => _workspace.PathOf("plan.json");

    private string Single => _workspace.PathOf("single");

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    public async Task Merged_lake_is_the_lake_of_one_machine(int shards)
    {
        WriteTree();
        await CliRunner.ExpectAsync(0, "convert", _workspace.Logs, "--lake", Single, "--quiet");

        await CliRunner.ExpectAsync(0, "plan", _workspace.Logs, "--shards", $"{shards}", "--output", Plan, "--hash");
        // In any order.
        for (int shard = shards; shard >= 1; shard--)
            await ConvertAsync(0, shard, shards);
        await CliRunner.ExpectAsync(0, "merge", "--lake", _workspace.Lake);

        LakeHelper.AssertEqual(Single, _workspace.Lake);
        await CliRunner.ExpectAsync(0, "verify", "--lake", _workspace.Lake, "--quiet");
        // Later runs go on from there.
        CliResult again = await CliRunner.ExpectAsync(0, "convert", _workspace.Logs, "--lake", _workspace.Lake);
        Assert.Contains("0 converted", again.Error);
        _workspace.Copy(Repository.DataSamples("clean"), "logs/later");
        foreach (string lake in new[] { Single, _workspace.Lake })
            await CliRunner.ExpectAsync(0, "convert", _workspace.Logs, "--lake", lake, "--quiet");
        LakeHelper.AssertEqual(Single, _workspace.Lake);
    }

    [Fact]
    public async Task Logs_that_grow_meanwhile_are_read_as_planned()
    {
        WriteTree();
        await CliRunner.ExpectAsync(0, "plan", _workspace.Logs, "--shards", "2", "--output", Plan, "--hash");
        await CliRunner.ExpectAsync(0, "convert", "--manifest", Plan, "--lake", Single, "--quiet");
        await ConvertAsync(0, 1, 2);
        foreach (string log in TreeFolder.Logs(_workspace.Logs))
            File.AppendAllText(log, "#Date: one more line\r\n2026-03-12T09:0");
        _workspace.Copy(Repository.DataSamples("clean"), "logs/later");
        await ConvertAsync(0, 2, 2);
        await CliRunner.ExpectAsync(0, "merge", "--lake", _workspace.Lake, "--manifest", Plan);

        LakeHelper.AssertEqual(Single, _workspace.Lake);
        // What the plan did not have is taken in like anything new.
        foreach (string lake in new[] { Single, _workspace.Lake })
            await CliRunner.ExpectAsync(3, "convert", _workspace.Logs, "--lake", lake, "--quiet");
        LakeHelper.AssertEqual(Single, _workspace.Lake);
    }

    [Fact]
    public async Task Merge_refuses_while_a_shard_is_missing_foreign_or_damaged()
    {
        WriteTree();
        await CliRunner.ExpectAsync(0, "plan", _workspace.Logs, "--shards", "3", "--output", Plan);
        await ConvertAsync(0, 1, 3);
        await ConvertAsync(0, 2, 3);

        CliResult missing = await CliRunner.ExpectAsync(4, "merge", "--lake", _workspace.Lake, "--manifest", Plan);
        Assert.Contains("shard 3/3 is missing", missing.Error);
        Assert.Contains($"loganalytics convert --manifest {Plan} --shard 3/3 --lake {_workspace.Lake}", missing.Error);
        Assert.DoesNotContain("2/3", missing.Error);

        await ConvertAsync(0, 3, 3);
        using (LakeLock.Take(new LakeFolder(Shard(3))))
            await CliRunner.ExpectAsync(75, "merge", "--lake", _workspace.Lake, "--manifest", Plan);

        string table = Directory.EnumerateFiles(Path.Combine(Shard(2), "events"), "part-*", SearchOption.AllDirectories).First();
        byte[] content = File.ReadAllBytes(table);
        File.WriteAllBytes(table, [.. content[..^1], (byte)(content[^1] ^ 1)]);
        CliResult damaged = await CliRunner.ExpectAsync(4, "merge", "--lake", _workspace.Lake, "--manifest", Plan);
        Assert.Contains("shard 2/3 is damaged", damaged.Error);
        Assert.Contains($"Remove '{Shard(2)}'", damaged.Error);

        // The remedy, as it is said.
        Directory.Delete(Shard(2), recursive: true);
        await ConvertAsync(0, 2, 3);
        string hidden = _workspace.PathOf("hidden");
        Directory.Move(Shard(1), hidden);
        CopyFolder(Shard(2), Shard(1));
        CliResult foreign = await CliRunner.ExpectAsync(4, "merge", "--lake", _workspace.Lake, "--manifest", Plan);
        Assert.Contains("shard 1/3 is foreign", foreign.Error);
        Assert.False(new LakeFolder(_workspace.Lake).Exists);
        Assert.Empty(Directory.EnumerateFiles(_workspace.Lake, "*.parquet"));

        Directory.Delete(Shard(1), recursive: true);
        Directory.Move(hidden, Shard(1));
        await CliRunner.ExpectAsync(0, "merge", "--lake", _workspace.Lake, "--manifest", Plan);
        await CliRunner.ExpectAsync(0, "convert", _workspace.Logs, "--lake", Single, "--quiet");
        LakeHelper.AssertEqual(Single, _workspace.Lake);

        // Both again: nothing happens, and the log of runs says so.
        string[] merged = WithoutRuns();
        Assert.Contains("already", (await CliRunner.ExpectAsync(0, "merge", "--lake", _workspace.Lake, "--manifest", Plan)).Out);
        Assert.Contains("already", (await ConvertAsync(0, 1, 3)).Out);
        Assert.Equal(merged, WithoutRuns());

        string[] WithoutRuns() => [.. TreeFolder.Fingerprint(_workspace.Lake).Where(line => !line.StartsWith("_state/runs/", StringComparison.Ordinal))];
    }

    [Fact]
    public async Task Merge_is_75_beside_a_task_and_4_where_one_was_killed_before_its_end()
    {
        WriteTree();
        await CliRunner.ExpectAsync(0, "plan", _workspace.Logs, "--shards", "2", "--output", Plan);
        await ConvertAsync(0, 1, 2);
        await ConvertAsync(0, 2, 2);
        // All is written but the marker.
        File.Delete(Path.Combine(Shard(2), "_state/shard.json"));

        using (LakeLock.Take(new LakeFolder(Shard(2))))
            await CliRunner.ExpectAsync(75, "merge", "--lake", _workspace.Lake, "--manifest", Plan);
        CliResult killed = await CliRunner.ExpectAsync(4, "merge", "--lake", _workspace.Lake, "--manifest", Plan);
        Assert.Contains("shard 2/2 is missing", killed.Error);
        Assert.False(new LakeFolder(_workspace.Lake).Exists);
    }

    [Fact]
    public async Task Shard_that_was_changed_behind_its_task_is_neither_done_nor_merged()
    {
        WriteTree();
        await CliRunner.ExpectAsync(0, "plan", _workspace.Logs, "--shards", "1", "--output", Plan);
        await ConvertAsync(0, 1, 1);
        // Logs of a server of the plan, under its rules.
        await CliRunner.ExpectAsync(0, "convert", Repository.DataSamples("clean"), "--lake", Shard(1), "--quiet");

        CliResult merge = await CliRunner.ExpectAsync(4, "merge", "--lake", _workspace.Lake, "--manifest", Plan);
        Assert.Contains("shard 1/1 is foreign: it was changed after its task ended", merge.Error);
        Assert.DoesNotContain("already", (await ConvertAsync(0, 1, 1)).Out);
    }

    [Fact]
    public async Task Shard_of_another_plan_is_not_merged()
    {
        WriteTree();
        await CliRunner.ExpectAsync(0, "plan", _workspace.Logs, "--shards", "1", "--output", Plan);
        await ConvertAsync(0, 1, 1);
        string other = Shard(1);
        File.Delete(Plan);
        await CliRunner.ExpectAsync(0, "plan", _workspace.Logs, "--shards", "1", "--output", Plan, "--hash");
        CopyFolder(other, Shard(1));

        CliResult merge = await CliRunner.ExpectAsync(4, "merge", "--lake", _workspace.Lake, "--manifest", Plan);
        Assert.Contains("shard 1/1 is foreign: it is shard 1 of another plan", merge.Error);
    }

    [Fact]
    public async Task Merge_adds_servers_to_a_lake_but_never_the_same_twice()
    {
        WriteTree();
        await CliRunner.ExpectAsync(0, "convert", Path.Combine(_workspace.Logs, "EX01"), Path.Combine(_workspace.Logs, "EX02"), Path.Combine(_workspace.Logs, "EX03"), "--lake", Single, "--quiet");
        await CliRunner.ExpectAsync(0, "convert", Path.Combine(_workspace.Logs, "EX01"), "--lake", _workspace.Lake, "--quiet");
        await CliRunner.ExpectAsync(0, "plan", _workspace.Logs, "--shards", "1", "--output", Plan);
        await ConvertAsync(0, 1, 1);
        string[] before = LakeHelper.Fingerprint(_workspace.Lake);

        CliResult twice = await CliRunner.ExpectAsync(4, "merge", "--lake", _workspace.Lake, "--manifest", Plan);
        Assert.Contains("holds logs of EX01 already", twice.Error);
        Assert.Equal(before, LakeHelper.Fingerprint(_workspace.Lake));

        string others = _workspace.PathOf("others.json");
        await CliRunner.ExpectAsync(0, "plan", Path.Combine(_workspace.Logs, "EX02"), Path.Combine(_workspace.Logs, "EX03"), "--shards", "2", "--output", others);
        foreach (string shard in new[] { "1/2", "2/2" })
            await CliRunner.ExpectAsync(0, "convert", "--manifest", others, "--shard", shard, "--lake", _workspace.Lake, "--quiet");
        await CliRunner.ExpectAsync(0, "merge", "--lake", _workspace.Lake, "--manifest", others);
        LakeHelper.AssertEqual(Single, _workspace.Lake);
        await CliRunner.ExpectAsync(0, "verify", "--lake", _workspace.Lake, "--quiet");
    }

    [Fact]
    public async Task Merge_that_was_cut_off_is_finished_by_the_next()
    {
        WriteTree();
        await CliRunner.ExpectAsync(0, "plan", _workspace.Logs, "--shards", "2", "--output", Plan);
        await ConvertAsync(0, 1, 2);
        await ConvertAsync(0, 2, 2);
        string kept = _workspace.PathOf("kept");
        CopyFolder(Path.Combine(_workspace.Lake, "_shards"), kept);
        await CliRunner.ExpectAsync(0, "merge", "--lake", _workspace.Lake);
        string[] merged = LakeHelper.Fingerprint(_workspace.Lake);

        // As if it had been killed right after its commit.
        CopyFolder(kept, Path.Combine(_workspace.Lake, "_shards"));
        File.Delete(Path.Combine(_workspace.Lake, "_shards", PlanName(), "merged.json"));
        await CliRunner.ExpectAsync(0, "merge", "--lake", _workspace.Lake, "--manifest", Plan);

        Assert.Equal(merged, LakeHelper.Fingerprint(_workspace.Lake));
        Assert.False(Directory.Exists(Shard(1)));
    }

    [Fact]
    public async Task Shard_that_another_task_writes_ends_with_75()
    {
        WriteTree();
        await CliRunner.ExpectAsync(0, "plan", _workspace.Logs, "--shards", "2", "--output", Plan);
        string shard = Path.Combine(_workspace.Lake, "_shards", PlanName(), "0001");
        Directory.CreateDirectory(shard);
        using (LakeLock.Take(new LakeFolder(shard)))
            await ConvertAsync(75, 1, 2);
        await ConvertAsync(0, 1, 2);
        Assert.Contains("already", (await ConvertAsync(0, 1, 2)).Out);
    }

    [Fact]
    public async Task Merge_into_a_lake_that_another_run_writes_ends_with_75()
    {
        WriteTree();
        await CliRunner.ExpectAsync(0, "plan", _workspace.Logs, "--shards", "1", "--output", Plan);
        await ConvertAsync(0, 1, 1);
        using (LakeLock.Take(new LakeFolder(_workspace.Lake)))
            await CliRunner.ExpectAsync(75, "merge", "--lake", _workspace.Lake);
        Assert.False(new LakeFolder(_workspace.Lake).Exists);
        await CliRunner.ExpectAsync(0, "merge", "--lake", _workspace.Lake);
    }

    [Fact]
    public async Task Killed_task_that_is_started_again_gives_the_same_bytes()
    {
        WriteTree();
        await CliRunner.ExpectAsync(0, "plan", _workspace.Logs, "--shards", "2", "--output", Plan);
        await ConvertAsync(0, 2, 2);
        int killed = 0;
        for (int milliseconds = 150; milliseconds < 1_000; milliseconds += 150)
        {
            using Process process = Tool.Start("convert", "--manifest", Plan, "--shard", "1/2", "--lake", _workspace.Lake, "--quiet");
            if (!process.WaitForExit(milliseconds))
            {
                process.Kill();
                killed++;
            }

            await process.WaitForExitAsync();
        }

        await ConvertAsync(0, 1, 2);
        await CliRunner.ExpectAsync(0, "merge", "--lake", _workspace.Lake);
        await CliRunner.ExpectAsync(0, "convert", _workspace.Logs, "--lake", Single, "--quiet");

        Assert.True(killed > 0, "no task was caught alive");
        LakeHelper.AssertEqual(Single, _workspace.Lake);
    }

    [Fact]
    public async Task Log_that_is_gone_is_said_by_its_task_and_by_the_merge_and_tried_again()
    {
        WriteTree();
        await CliRunner.ExpectAsync(0, "plan", _workspace.Logs, "--shards", "1", "--output", Plan);
        string log = TreeFolder.Logs(_workspace.Logs).First();
        File.Move(log, _workspace.PathOf("kept"));

        CliResult task = await ConvertAsync(3, 1, 1);
        Assert.Contains("it is gone since the plan was made", task.Error);
        string before = _workspace.PathOf("before");
        CopyFolder(_workspace.Lake, before);
        CliResult merge = await CliRunner.ExpectAsync(3, "merge", "--lake", before, "--manifest", Plan);
        Assert.Contains("it is gone since the plan was made", merge.Error);

        File.Move(_workspace.PathOf("kept"), log);
        await ConvertAsync(0, 1, 1);
        await CliRunner.ExpectAsync(0, "merge", "--lake", _workspace.Lake);
        await CliRunner.ExpectAsync(0, "convert", _workspace.Logs, "--lake", Single, "--quiet");
        LakeHelper.AssertEqual(Single, _workspace.Lake);
    }

    [Fact]
    public async Task Log_with_other_content_than_the_plan_hashed_is_named()
    {
        WriteTree();
        await CliRunner.ExpectAsync(0, "plan", _workspace.Logs, "--shards", "1", "--output", Plan, "--hash");
        string log = TreeFolder.Logs(_workspace.Logs).First();
        byte[] content = File.ReadAllBytes(log);
        content[^10] ^= 1;
        File.WriteAllBytes(log, content);

        CliResult task = await ConvertAsync(3, 1, 1);
        Assert.Contains("it no longer holds what it held when the plan was made", task.Error);
        Assert.Contains("incomplete: 1 files", task.Error);
    }

    [Fact]
    public async Task Rejected_lines_count_for_all_shards_together()
    {
        _workspace.Copy(Repository.DataSamples("damaged"), "logs");
        CliResult single = await CliRunner.ExpectAsync(3, "convert", _workspace.Logs, "--lake", Single, "--quiet");
        await CliRunner.ExpectAsync(null, "plan", _workspace.Logs, "--shards", "2", "--output", Plan);
        for (int shard = 1; shard <= 2; shard++)
            await CliRunner.ExpectAsync(null, ConvertArguments(shard, 2));

        CliResult merge = await CliRunner.ExpectAsync(3, "merge", "--lake", _workspace.Lake);

        Assert.Equal(Last(single.Error), Last(merge.Error));
        LakeHelper.AssertEqual(Single, _workspace.Lake);

        static string Last(string text) => text.Trim().Split('\n')[^1];
    }

    private Task<CliResult> ConvertAsync(int exitCode, int shard, int shards) => CliRunner.ExpectAsync(exitCode, ConvertArguments(shard, shards));

    private string[] ConvertArguments(int shard, int shards) => ["convert", "--manifest", Plan, "--shard", $"{shard}/{shards}", "--lake", _workspace.Lake, "--quiet"];

    // Four servers, plain logs beside gzip and an archive that holds logs of two of them.
    private void WriteTree()
    {
        using TreeFolder tree = new(new SampleOptions { Incident = "clean_noisy", Seed = 8, Servers = 4, Days = 2, TargetBytes = 1_500_000 });
        string[] logs = [.. tree.Logs()];
        Directory.CreateDirectory(_workspace.Logs);
        using ZipArchive archive = ZipFile.Open(Path.Combine(_workspace.Logs, "old.zip"), ZipArchiveMode.Create);
        for (int i = 0; i < logs.Length; i++)
        {
            string relative = Path.GetRelativePath(tree.Root, logs[i]);
            if ((relative.StartsWith("EX03", StringComparison.Ordinal) || relative.StartsWith("EX04", StringComparison.Ordinal)) && i % 3 == 0)
            {
                archive.CreateEntryFromFile(logs[i], relative.Replace('\\', '/'));
            }
            else if (relative.StartsWith("EX02", StringComparison.Ordinal) && i % 4 == 0)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_workspace.Logs, relative))!);
                using GZipStream packed = new(File.Create(Path.Combine(_workspace.Logs, relative + ".gz")), CompressionLevel.Fastest);
                packed.Write(File.ReadAllBytes(logs[i]));
            }
            else
            {
                _workspace.Copy(logs[i], Path.Combine("logs", relative));
            }
        }
    }

    private string Shard(int shard) => Path.Combine(_workspace.Lake, "_shards", PlanName(), $"{shard:0000}");

    private string PlanName() => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Plan)))[..12];

    private static void CopyFolder(string source, string target)
    {
        foreach (string file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            string copy = Path.Combine(target, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy, overwrite: true);
        }
    }
}
