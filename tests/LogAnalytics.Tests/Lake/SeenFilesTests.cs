using LogAnalytics.Inputs;
using LogAnalytics.Lake.Conversion;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Lake;

/// <summary>What was seen when only spares work: it never decides what the lake holds.</summary>
public sealed class SeenFilesTests : IDisposable
{
    private static readonly DateTime _start = new(2026, 3, 10, 8, 0, 0, DateTimeKind.Utc);

    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData("")]
    [InlineData("\0\0\0\0\0\0\0\0")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("{\"EX01|Hub|SEND")]
    [InlineData("{\"EX01|Hub|SEND2026031008-1.LOG\": null}")]
    [InlineData("{\"EX01|Hub|SEND2026031008-1.LOG\": {}}")]
    [InlineData("{\"EX01|Hub|SEND2026031008-1.LOG\": {\"disk_bytes\": \"many\"}}")]
    public async Task ConvertAsync_with_a_damaged_list_reads_all_files_again(string content)
    {
        await LakeHelper.ConvertAsync(_workspace.Lake, Repository.DataSamples("clean"));
        string[] before = LakeHelper.Fingerprint(_workspace.Lake);
        string path = _workspace.Write("lake/_state/seen.json", content);

        ConvertReport damaged = await LakeHelper.ConvertAsync(_workspace.Lake, Repository.DataSamples("clean"));
        ConvertReport mended = await LakeHelper.ConvertAsync(_workspace.Lake, Repository.DataSamples("clean"));

        Assert.Contains(path, Assert.Single(damaged.Warnings));
        Assert.Equal((0, damaged.FilesFound), (damaged.FilesUnchanged, mended.FilesUnchanged));
        Assert.Empty(mended.Warnings);
        Assert.Equal(before, LakeHelper.Fingerprint(_workspace.Lake));
    }

    /// <summary>Server 'EX|Unknown' with 'a.LOG', and server 'EX' with 'Unknown|a.LOG': same size, same time, two files.</summary>
    [Fact]
    public async Task ConvertAsync_tells_files_apart_whose_names_hold_the_separator()
    {
        InputFile first = Log("EX|Unknown", "a.LOG", "08DE000000000001");
        InputFile other = Log("EX", "other.LOG", "08DE000000000002");
        InputFile second = Log("EX", "Unknown|a.LOG", "08DE000000000003");
        ConvertOptions options = new() { Threads = 1 };
        await LakeHelper.ConvertAsync(_workspace.Lake, options, new InputListing([first, other], []));

        ConvertReport report = await LakeHelper.ConvertAsync(_workspace.Lake, options, new InputListing([first, other, second], []));

        Assert.Equal((1, 2), (report.FilesConverted, report.FilesUnchanged));
        Assert.Equal(45, LakeHelper.Number(_workspace.Lake, "SELECT count(*) FROM events"));
    }

    private InputFile Log(string server, string path, string session)
    {
        string file = _workspace.Write($"logs/{session}.LOG", LogRows.Header + string.Concat(LogRows.Session(session, _start, TimeSpan.FromSeconds(1))));
        File.SetLastWriteTimeUtc(file, _start);
        return new InputFile
        {
            Path = path,
            DiskPath = file,
            Member = null,
            Server = server,
            Service = "Unknown",
            Name = LogFileName.Parse(path),
            DiskBytes = new FileInfo(file).Length,
            ModifiedUtc = _start,
        };
    }
}
