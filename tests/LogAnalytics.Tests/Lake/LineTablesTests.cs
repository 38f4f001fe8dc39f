using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Conversion;
using LogAnalytics.Lake.Restoring;
using LogAnalytics.Tests.Samples;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Lake;

/// <summary>Logs of many short lines that are no rows: written, restored and verified a few thousand at a time.</summary>
public sealed class LineTablesTests : IDisposable
{
    // Eight megabytes over the 256 bytes that a line counts at least.
    private const long MostLinesPerGroup = 32_768;

    private static readonly DateTime _start = new(2026, 3, 12, 6, 0, 0, DateTimeKind.Utc);

    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData("x\r\n", 70_000, 70_000)]
    [InlineData("#\r\n", 70_000, 0)]
    [InlineData("\r\n", 70_000, 0)]
    [InlineData("\r\n#\r\n", 35_000, 0)]
    public async Task ConvertAsync_keeps_row_groups_small_however_short_the_lines(string lines, int times, long rejected)
    {
        WriteLog(0, string.Concat(Enumerable.Repeat(lines, times)));
        await LakeHelper.ConvertAsync(_workspace.Lake, _workspace.Logs);

        Assert.InRange(LakeHelper.Number(_workspace.Lake, $"SELECT max(row_group_num_rows) FROM parquet_metadata('{_workspace.Lake}/file_lines/**/*.parquet')"), 1, MostLinesPerGroup);
        Assert.Equal(rejected, LakeHelper.Number(_workspace.Lake, "SELECT count(DISTINCT line_number) FROM rejects"));
        await AssertWholeAsync();
    }

    [Fact]
    public async Task ConvertAsync_keeps_blank_lines_that_follow_one_another_as_one()
    {
        string[] blank = ["\r\n", "\n", " \r\n", "\t \n"];
        string run = string.Concat(Enumerable.Range(0, 20).Select(i => blank[i % blank.Length]));
        string longRun = string.Concat(Enumerable.Range(0, 100_000).Select(i => blank[i * 7 % blank.Length]));
        WriteLog(0, run + "no row\r\n" + run + LogRows.Row(_start, "08DE00000000F0AA", 0, "*", "") + longRun, end: " ");
        WriteLog(1, run);
        await LakeHelper.ConvertAsync(_workspace.Lake, _workspace.Logs);

        // Two short runs, one of 225 KB and the tail in the first log; a run in the second.
        Assert.Equal(2 + 4 + 1 + 1, LakeHelper.Number(_workspace.Lake, $"SELECT count(*) FROM read_parquet('{_workspace.Lake}/file_lines/**/*.parquet') WHERE kind = 'blank'"));
        Assert.Equal(100_041 + 20, LakeHelper.Number(_workspace.Lake, "SELECT sum(blank_lines)::BIGINT FROM files"));
        await AssertWholeAsync();
    }

    /// <summary>A day that is written again takes its lines from the tables: the runs are those that were read from the log.</summary>
    [Fact]
    public async Task ConvertAsync_of_a_log_more_keeps_the_runs_of_blank_lines()
    {
        string run = string.Concat(Enumerable.Repeat("  \r\n\n", 50_000));
        WriteLog(0, run);
        await LakeHelper.ConvertAsync(_workspace.Lake, _workspace.Logs);
        WriteLog(1, run + "no row\r\n" + run);
        await LakeHelper.ConvertAsync(_workspace.Lake, _workspace.Logs);

        await LakeHelper.ConvertAsync(_workspace.PathOf("at-once"), _workspace.Logs);
        LakeHelper.AssertEqual(_workspace.PathOf("at-once"), _workspace.Lake);
    }

    private void WriteLog(int hour, string lines, string end = "") =>
        _workspace.Write(
            $"logs/EX01/{LogRows.FileName(_start.AddHours(hour))}",
            LogRows.Header + lines + string.Concat(LogRows.Session($"08DE00000000F00{hour}", _start.AddHours(hour), TimeSpan.FromSeconds(1))) + end);

    // What was read can be written again, and nothing in the lake contradicts it.
    private async Task AssertWholeAsync()
    {
        RestoreReport restored = await new LakeRestorer(new LakeFolder(_workspace.Lake), 100_000, false, new ConvertProgress()).RestoreAsync(_workspace.Out, [], default);
        VerifyReport verified = await new LakeVerifier(new LakeFolder(_workspace.Lake), new ConvertOptions { Threads = 2 }, new ConvertProgress()).VerifyAsync(default);

        Assert.Empty(restored.Problems);
        Assert.Empty(verified.Problems);
        Assert.Equal(TreeFolder.Fingerprint(_workspace.Logs), TreeFolder.Fingerprint(_workspace.Out));
    }
}
