using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Conversion;
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

    private async Task GrowAsync(int sessions)
    {
        _workspace.Write("logs/EX01/SEND2026031008-1.LOG", LogRows.Header + string.Concat(
            Enumerable.Range(1, sessions).SelectMany(number => LogRows.Session($"08DE00000000000{number}", _start.AddMinutes(number), TimeSpan.FromSeconds(1)))));
        await LakeHelper.ConvertAsync(_workspace.Lake, new ConvertOptions { Threads = 2, Rehash = true }, LakeHelper.List(_workspace.Logs));
    }
}
