using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Conversion;
using LogAnalytics.Lake.Restoring;
using LogAnalytics.Tests.Generators;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Lake;

/// <summary>Readers are never disturbed, and nothing is left lying about for their sake.</summary>
public sealed class LakeReadingTests : IDisposable
{
    private static readonly DateTime _start = new(2026, 3, 10, 8, 0, 0, DateTimeKind.Utc);

    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Begin_keeps_the_files_of_the_manifest_that_was_read()
    {
        await GrowAsync(1);
        LakeFolder lake = new(_workspace.Lake);
        using (LakeReading.Begin(lake))
        {
            LakeManifest read = lake.ReadManifest();
            await GrowAsync(2);
            await GrowAsync(3);

            Assert.All(read.AllFiles, entry => Assert.True(File.Exists(lake.FullPath(entry.File))));
            Assert.Equal(45, LakeHelper.Number(_workspace.Lake, "SELECT count(*) FROM events"));
            Assert.NotEmpty(lake.FilesBeside(lake.ReadManifest()));
        }

        // The next run sweeps, though it finds nothing new.
        await LakeHelper.ConvertAsync(_workspace.Lake, _workspace.Logs);
        Assert.Empty(lake.FilesBeside(lake.ReadManifest()));
    }

    [Fact]
    public async Task Mark_of_a_reader_that_was_killed_holds_nothing_up()
    {
        await GrowAsync(1);
        string mark = _workspace.Write("lake/_state/.reader-00000000000000000000000000000000", "");

        await GrowAsync(2);

        Assert.False(File.Exists(mark));
        LakeFolder lake = new(_workspace.Lake);
        Assert.Empty(lake.FilesBeside(lake.ReadManifest()));
    }

    [Fact]
    public async Task Dispose_leaves_no_mark()
    {
        await GrowAsync(1);
        LakeReading.Begin(new LakeFolder(_workspace.Lake)).Dispose();

        Assert.DoesNotContain(Directory.EnumerateFiles(Path.Combine(_workspace.Lake, "_state")), LakeReading.IsMark);
    }

    [Fact]
    public void Begin_in_a_folder_that_cannot_be_written_to_reads_all_the_same()
    {
        using LakeReading reading = LakeReading.Begin(new LakeFolder(_workspace.PathOf("nowhere")));
        Assert.False(Directory.Exists(_workspace.PathOf("nowhere")));
    }

    [Fact]
    public async Task Verify_is_not_disturbed_by_writers_and_does_not_disturb_them()
    {
        new OddTree(2).WriteTo(_workspace.Logs);
        await LakeHelper.ConvertAsync(_workspace.Lake, _workspace.Logs);
        LakeVerifier verifier = new(new LakeFolder(_workspace.Lake), new ConvertOptions { Threads = 2 }, new ConvertProgress());

        Task<VerifyReport> verify = Task.Run(() => verifier.VerifyAsync(default));
        do
            await LakeHelper.ConvertAsync(_workspace.Lake, _workspace.Logs);
        while (!verify.IsCompleted);

        Assert.Empty((await verify).Problems);
    }

    [Fact]
    public async Task SweepTemporary_bears_others_who_write_and_remove_there()
    {
        LakeFolder lake = new(_workspace.Lake);
        lake.SweepTemporary();
        using CancellationTokenSource stop = new(TimeSpan.FromMilliseconds(500));
        Task[] others = [.. Enumerable.Range(0, 2).Select(_ => Task.Run(() => WriteUntil(stop.Token)))];
        while (!stop.IsCancellationRequested)
            lake.SweepTemporary();
        await Task.WhenAll(others);

        // What one had to leave is gone the next time.
        lake.SweepTemporary();
        Assert.Empty(Directory.EnumerateFileSystemEntries(lake.TemporaryFolder));
    }

    private void WriteUntil(CancellationToken stop)
    {
        for (int file = 0; !stop.IsCancellationRequested; file++)
        {
            try
            {
                _workspace.Write($"lake/_state/.scratch-1/events/{file % 1_000}", "");
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // The folder was removed in between.
            }
        }
    }

    private async Task GrowAsync(int sessions)
    {
        _workspace.Write("logs/EX01/SEND2026031008-1.LOG", LogRows.Header + string.Concat(
            Enumerable.Range(1, sessions).SelectMany(number => LogRows.Session($"08DE00000000000{number}", _start.AddMinutes(number), TimeSpan.FromSeconds(1)))));
        await LakeHelper.ConvertAsync(_workspace.Lake, new ConvertOptions { Threads = 2, Rehash = true }, LakeHelper.List(_workspace.Logs));
    }
}
