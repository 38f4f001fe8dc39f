using System.Collections.Concurrent;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Cli;

/// <summary>Every verb that reads a lake says so in it, so that a run beside it leaves the files that it reads.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class ReaderMarkTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData("analyze")]
    [InlineData("query")]
    [InlineData("verify")]
    [InlineData("restore")]
    [InlineData("prune")]
    [InlineData("certificates")]
    public async Task Reader_leaves_its_mark_while_it_reads(string verb)
    {
        await LakeHelper.ConvertAsync(_workspace.Lake, Repository.DataSamples("clean"));
        ConcurrentBag<string> marks = [];
        using FileSystemWatcher watcher = new(Path.Combine(_workspace.Lake, "_state"));
        watcher.Created += (_, created) =>
        {
            if (LakeReading.IsMark(created.FullPath))
                marks.Add(created.FullPath);
        };
        watcher.EnableRaisingEvents = true;

        string[] rest = verb switch
        {
            "analyze" or "restore" => ["--out", _workspace.Out],
            "query" => ["SELECT count(*) FROM events"],
            "prune" => ["--older-than", "4d"],
            _ => [],
        };
        CliResult result = await CliRunner.RunAsync([verb, "--lake", _workspace.Lake, .. rest]);

        Assert.True(result.ExitCode == 0, result.Error);
        for (int i = 0; i < 100 && marks.IsEmpty; i++)
            await Task.Delay(20);
        Assert.NotEmpty(marks);
        Assert.DoesNotContain(marks, File.Exists);
    }
}
