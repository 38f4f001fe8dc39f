using System.IO.Compression;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Conversion;
using LogAnalytics.Lake.Restoring;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Lake;

/// <summary>What becomes of a file is told by its content; nothing that was seen is lost, nothing is taken twice.</summary>
public sealed class FileChangeTests : IDisposable
{
    private const string Folder = "logs/EX01/TransportRoles/Logs/Hub/ProtocolLog/SmtpSend";

    private static readonly DateTime _start = new(2026, 3, 10, 8, 0, 0, DateTimeKind.Utc);

    private readonly Workspace _workspace = new();
    private readonly string[] _first = [.. LogRows.Session("08DE000000000001", _start, TimeSpan.FromSeconds(1))];
    private readonly string[] _second = [.. LogRows.Session("08DE000000000002", _start.AddMinutes(9), TimeSpan.FromSeconds(1))];
    private readonly string[] _other = [.. LogRows.Session("08DE000000000003", _start.AddMinutes(20), TimeSpan.FromSeconds(1))];

    private static string Log => Path.Combine(Folder, LogRows.FileName(_start));

    private static string Later => Path.Combine(Folder, LogRows.FileName(_start.AddHours(1)));

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Touched_file_is_the_same()
    {
        await StartAsync();
        File.SetLastWriteTimeUtc(_workspace.PathOf(Log), _start);

        ConvertReport report = await ConvertAsync();

        Assert.Equal([FileChange.Same], report.Changes.Keys);
        Assert.Equal(45, await EventsAsync());
        Assert.Empty(Versions());
    }

    [Fact]
    public async Task Grown_file_replaces_its_earlier_version()
    {
        await StartAsync();
        _workspace.Write(Log, LogRows.Header + string.Concat([.. _first, .. _second, .. _other]));

        ConvertReport report = await ConvertAsync();

        Assert.Equal([FileChange.Grown], report.Changes.Keys);
        Assert.Equal(60, await EventsAsync());
        Assert.Equal([[Relative(Log), "grown", Relative(Log)]], Versions());
        Assert.Equal(2, LakeHelper.Number(_workspace.Lake, "SELECT count(*) FROM files"));
    }

    [Fact]
    public async Task Grown_file_is_one_though_another_has_its_earlier_content_now()
    {
        string beginning = LogRows.Header + string.Concat(_first) + _second[0][..20];
        _workspace.Write(Later, beginning);
        await ConvertAsync();
        _workspace.Write(Log, beginning);
        _workspace.Write(Later, LogRows.Header + string.Concat([.. _first, .. _second]));

        await ConvertAsync();

        Assert.Equal(1, LakeHelper.Number(_workspace.Lake, $"SELECT count(*) FROM files WHERE path = '{Relative(Later)}'"));
        Assert.Equal(30, await EventsAsync());
        Assert.Equal([[Relative(Later), "grown", Relative(Later)]], Versions());
    }

    [Fact]
    public async Task Rewritten_file_keeps_the_rows_of_its_earlier_content()
    {
        await StartAsync();
        _workspace.Write(Log, LogRows.Header + string.Concat(_other));

        ConvertReport report = await ConvertAsync();

        Assert.Equal([FileChange.Rewritten], report.Changes.Keys);
        Assert.Equal(60, await EventsAsync());
        Assert.Equal([[Relative(Log), "rewritten", Relative(Log)]], Versions());
        Assert.Equal(2, LakeHelper.Number(_workspace.Lake, $"SELECT count(*) FROM files WHERE path = '{Relative(Log)}'"));
    }

    [Fact]
    public async Task Truncated_file_keeps_what_was_cut_off()
    {
        await StartAsync();
        _workspace.Write(Log, LogRows.Header + string.Concat(_first));

        ConvertReport report = await ConvertAsync();

        Assert.Equal([FileChange.Truncated], report.Changes.Keys);
        Assert.Equal(45, await EventsAsync());
        Assert.Equal([[Relative(Log), "truncated", Relative(Log)]], Versions());
    }

    [Fact]
    public async Task Content_that_comes_back_is_the_current_one_again()
    {
        await StartAsync();
        string[] before = LakeHelper.Fingerprint(_workspace.Lake);
        string content = File.ReadAllText(_workspace.PathOf(Log));
        _workspace.Write(Log, LogRows.Header + string.Concat(_first));
        await ConvertAsync();
        _workspace.Write(Log, content);

        await ConvertAsync();

        // The cut version held nothing of its own; it is forgotten when the whole file stands there again.
        Assert.Equal(45, await EventsAsync());
        Assert.Equal(before.Where(line => line.StartsWith("events/", StringComparison.Ordinal)), LakeHelper.Fingerprint(_workspace.Lake).Where(line => line.StartsWith("events/", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("logs/EX01/archive/SEND2026031008-1.LOG")]
    [InlineData("logs/EX01/TransportRoles/Logs/Hub/ProtocolLog/SmtpSend/SEND2026031008-1.old.LOG")]
    public async Task Renamed_file_takes_its_rows_along(string target)
    {
        await StartAsync();
        Directory.CreateDirectory(Path.GetDirectoryName(_workspace.PathOf(target))!);
        File.Move(_workspace.PathOf(Log), _workspace.PathOf(target));

        ConvertReport report = await ConvertAsync();

        // In another folder it is of another service, so a new group sees a new file.
        bool sameGroup = target.Contains("SmtpSend", StringComparison.Ordinal);
        Assert.Equal([sameGroup ? FileChange.Renamed : FileChange.New], report.Changes.Keys);
        Assert.Equal(sameGroup ? 45 : 75, await EventsAsync());
        if (sameGroup)
        {
            Assert.Equal([[Relative(Log), "renamed", Relative(target)]], Versions());
            await LakeHelper.ConvertAsync(_workspace.PathOf("whole"), _workspace.Logs);
            LakeHelper.AssertEqual(_workspace.PathOf("whole"), _workspace.Lake);
        }
    }

    [Fact]
    public async Task Packed_file_takes_the_rows_of_the_plain_one_along()
    {
        await StartAsync();
        string packed = _workspace.PathOf(Log + ".gz");
        using (GZipStream gzip = new(File.Create(packed), CompressionLevel.Fastest))
            gzip.Write(File.ReadAllBytes(_workspace.PathOf(Log)));
        File.Delete(_workspace.PathOf(Log));

        ConvertReport report = await ConvertAsync();

        Assert.Equal([FileChange.Renamed], report.Changes.Keys);
        Assert.Equal(45, await EventsAsync());
    }

    [Fact]
    public async Task Renamed_file_that_comes_back_to_its_place_is_read()
    {
        await StartAsync();
        string aside = Path.Combine(Folder, "aside", LogRows.FileName(_start));
        Directory.CreateDirectory(Path.GetDirectoryName(_workspace.PathOf(aside))!);
        File.Move(_workspace.PathOf(Log), _workspace.PathOf(aside));
        await ConvertAsync();
        File.Move(_workspace.PathOf(aside), _workspace.PathOf(Log));

        ConvertReport report = await ConvertAsync();

        Assert.Equal([FileChange.Renamed], report.Changes.Keys);
        Assert.Equal(45, await EventsAsync());
    }

    [Theory]
    [InlineData("a")]
    [InlineData("z")]
    public async Task Copied_file_gives_only_duplicates(string folder)
    {
        await StartAsync();
        _workspace.Copy(_workspace.PathOf(Log), Path.Combine(Folder, folder, LogRows.FileName(_start)));

        ConvertReport report = await ConvertAsync();

        Assert.Equal([FileChange.Copied], report.Changes.Keys);
        Assert.Equal(45, await EventsAsync());
        await LakeHelper.ConvertAsync(_workspace.PathOf("whole"), _workspace.Logs);
        LakeHelper.AssertEqual(_workspace.PathOf("whole"), _workspace.Lake);
    }

    [Fact]
    public async Task Deleted_file_stays_in_the_lake()
    {
        await StartAsync();
        File.Delete(_workspace.PathOf(Log));

        await ConvertAsync();

        Assert.Equal(45, await EventsAsync());
    }

    [Fact]
    public async Task Units_that_no_new_row_touches_are_not_written_again()
    {
        await StartAsync();
        Dictionary<string, DateTime> before = Written();
        _workspace.Write(Path.Combine(Folder, LogRows.FileName(_start.AddDays(1))), LogRows.Header + string.Concat(LogRows.Session("08DE000000000009", _start.AddDays(1), TimeSpan.FromSeconds(1))));
        await ConvertAsync();

        Dictionary<string, DateTime> after = Written();
        Assert.All(before.Where(file => file.Key.Contains("date=", StringComparison.Ordinal)), file => Assert.Equal(file.Value, after[file.Key]));
        Assert.Equal(60, await EventsAsync());
    }

    // A server whose clock was lost logs such days.
    [Fact]
    public async Task Session_before_1970_that_goes_on_in_another_file_is_whole()
    {
        DateTime then = new(1969, 12, 31, 23, 0, 0, DateTimeKind.Utc);
        string[] rows = [.. LogRows.Session("08DE000000000009", then, TimeSpan.FromSeconds(1))];
        _workspace.Write(Log, LogRows.Header + string.Concat([.. _first, .. rows[..4]]));
        _workspace.Write(Later, LogRows.Header + string.Concat([.. rows[4..], .. _second]));

        await ConvertAsync();

        Assert.Equal(45, await EventsAsync());
        Assert.Equal(3, LakeHelper.Number(_workspace.Lake, "SELECT count(*) FROM sessions WHERE is_complete"));
    }

    // Rows 0 … 14 of one session, in pieces that overlap: whichever the name held last, the owner of a row is the same.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Name_overwritten_many_times_with_overlapping_rows_stays_whole(int seed)
    {
        Random random = new(seed);
        HashSet<string> seen = [];
        for (int version = 0; version < 6; version++)
        {
            int from = random.Next(_first.Length - 1);
            string[] rows = _first[from..random.Next(from + 1, _first.Length + 1)];
            _workspace.Write(Log, LogRows.Header + string.Concat(rows));
            seen.UnionWith(rows);

            await ConvertAsync();

            Assert.Equal(seen.Count, await EventsAsync());
        }
    }

    private Dictionary<string, DateTime> Written() =>
        Directory.EnumerateFiles(_workspace.Lake, "*.parquet", SearchOption.AllDirectories).ToDictionary(path => path, File.GetLastWriteTimeUtc);

    // Two files: the one that changes is not the newest.
    private async Task StartAsync()
    {
        _workspace.Write(Log, LogRows.Header + string.Concat([.. _first, .. _second]));
        _workspace.Write(Later, LogRows.Header + string.Concat(LogRows.Session("08DE000000000004", _start.AddHours(1), TimeSpan.FromSeconds(1))));
        await ConvertAsync();
    }

    private Task<ConvertReport> ConvertAsync() => LakeHelper.ConvertAsync(_workspace.Lake, _workspace.Logs);

    // The lake proves itself each time its rows are counted.
    private async Task<long> EventsAsync()
    {
        VerifyReport report = await new LakeVerifier(new LakeFolder(_workspace.Lake), new ConvertOptions { Threads = 2 }, new ConvertProgress()).VerifyAsync(default);
        Assert.True(report.Problems.Count == 0, string.Join('\n', report.Problems));
        return LakeHelper.Number(_workspace.Lake, "SELECT count(*) FROM events");
    }

    private List<object?[]> Versions() => LakeHelper.Rows(_workspace.Lake, "SELECT path, change, next_path FROM file_versions ORDER BY ALL");

    private static string Relative(string path) => path["logs/".Length..].Replace('\\', '/');
}
