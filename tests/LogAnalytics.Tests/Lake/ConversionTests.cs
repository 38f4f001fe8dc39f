using LogAnalytics.Inputs;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Conversion;
using LogAnalytics.Samples;
using LogAnalytics.Tests.Samples;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Lake;

/// <summary>The lake depends on the logs alone: not on order, threads, memory, or how often and in which portions it was fed.</summary>
public sealed class ConversionTests : IDisposable
{
    private static readonly DateTime _start = new(2026, 3, 10, 22, 30, 0, DateTimeKind.Utc);

    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    public static TheoryData<string> Trees => ["certificate-name-changed", "smtp-inspection", "damaged"];

    [Theory, MemberData(nameof(Trees))]
    public async Task ConvertAsync_in_other_order_threads_or_memory_gives_the_same_bytes(string tree)
    {
        string input = Repository.DataSamples(tree);
        await LakeHelper.ConvertAsync(_workspace.Lake, input);
        string[] expected = LakeHelper.Fingerprint(_workspace.Lake);

        InputListing listing = LakeHelper.List(input);
        (string Name, InputListing Listing, ConvertOptions Options)[] variants =
        [
            ("one-thread", listing, new ConvertOptions { Threads = 1 }),
            ("tiny-memory", listing, new ConvertOptions { Threads = 2, MemoryBytes = 20_000 }),
            ("backwards", listing with { Files = [.. listing.Files.Reverse()] }, new ConvertOptions { Threads = 2 }),
            ("shuffled", listing with { Files = Shuffled(listing.Files, 7) }, new ConvertOptions { Threads = 2, MemoryBytes = 50_000 }),
        ];
        foreach ((string name, InputListing variant, ConvertOptions options) in variants)
        {
            await LakeHelper.ConvertAsync(_workspace.PathOf(name), options, variant);
            Assert.Equal(expected, LakeHelper.Fingerprint(_workspace.PathOf(name)));
        }
    }

    [Theory, MemberData(nameof(Trees))]
    public async Task ConvertAsync_again_changes_nothing(string tree)
    {
        await LakeHelper.ConvertAsync(_workspace.Lake, Repository.DataSamples(tree));
        string[] expected = TreeFolder.Fingerprint(_workspace.Lake);

        ConvertReport again = await LakeHelper.ConvertAsync(_workspace.Lake, Repository.DataSamples(tree));
        string[] after = TreeFolder.Fingerprint(_workspace.Lake);
        await LakeHelper.ConvertAsync(_workspace.Lake, new ConvertOptions { Threads = 2, Rehash = true }, LakeHelper.List(Repository.DataSamples(tree)));

        Assert.Equal(0, again.FilesConverted);
        Assert.Equal(again.FilesFound, again.FilesUnchanged);
        Assert.Equal(expected, after);
        Assert.Equal(expected.Where(line => !line.StartsWith("_state/", StringComparison.Ordinal)), LakeHelper.Fingerprint(_workspace.Lake).Where(line => !line.StartsWith("_state/", StringComparison.Ordinal)));
    }

    [Theory, MemberData(nameof(Trees))]
    public async Task ConvertAsync_of_a_folder_that_fills_up_equals_all_at_once(string tree)
    {
        string source = Repository.DataSamples(tree);
        string[] files = [.. Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        await LakeHelper.ConvertAsync(_workspace.PathOf("whole"), _workspace.Copy(source, "complete"));

        // In an order that is neither that of the names nor that of the hours.
        foreach (string[] portion in Shuffled(files, 11).Chunk(Math.Max(1, files.Length / 9)))
        {
            foreach (string file in portion)
                _workspace.Copy(file, Path.Combine("logs", Path.GetRelativePath(source, file)));
            await LakeHelper.ConvertAsync(_workspace.Lake, _workspace.Logs);
        }

        Assert.Equal(LakeHelper.Fingerprint(_workspace.PathOf("whole")), LakeHelper.Fingerprint(_workspace.Lake));
    }

    [Fact]
    public async Task ConvertAsync_of_a_grown_file_replaces_its_earlier_version()
    {
        string[] rows = [.. LogRows.Session("08DE000000000001", _start, TimeSpan.FromSeconds(1)), .. LogRows.Session("08DE000000000002", _start.AddMinutes(5), TimeSpan.FromSeconds(1))];
        string path = Path.Combine(_workspace.Logs, "EX01", LogRows.FileName(_start));
        foreach (int count in new[] { 3, 10, 11, 20, rows.Length })
        {
            // The last line is still being written.
            string tail = count < rows.Length ? rows[count][..20] : "";
            _workspace.Write(path, LogRows.Header + string.Concat(rows[..count]) + tail);
            await LakeHelper.ConvertAsync(_workspace.Lake, _workspace.Logs);
            Assert.Equal([[(long)count, count < rows.Length ? "open" : "converted", (long)tail.Length]], LakeHelper.Rows(_workspace.Lake, "SELECT event_lines, status, pending_bytes FROM files"));
            Assert.Equal(count, LakeHelper.Number(_workspace.Lake, "SELECT count(*) FROM events"));
        }

        await LakeHelper.ConvertAsync(_workspace.PathOf("whole"), _workspace.Logs);
        Assert.Equal(LakeHelper.Fingerprint(_workspace.PathOf("whole")), LakeHelper.Fingerprint(_workspace.Lake));
        Assert.Equal(2, LakeHelper.Number(_workspace.Lake, "SELECT count(*) FROM sessions"));
    }

    [Fact]
    public async Task ConvertAsync_when_an_open_file_is_followed_by_the_next_equals_all_at_once()
    {
        string[] rows = [.. LogRows.Session("08DE000000000001", _start, TimeSpan.FromSeconds(1))];
        _workspace.Write(Path.Combine(_workspace.Logs, "EX01", LogRows.FileName(_start)), LogRows.Header + string.Concat(rows[..5]) + rows[5][..20]);
        await LakeHelper.ConvertAsync(_workspace.Lake, _workspace.Logs);
        _workspace.Write(Path.Combine(_workspace.Logs, "EX01", LogRows.FileName(_start.AddHours(1))), LogRows.Header + string.Concat(rows[6..]));
        await LakeHelper.ConvertAsync(_workspace.Lake, _workspace.Logs);

        await LakeHelper.ConvertAsync(_workspace.PathOf("whole"), _workspace.Logs);
        Assert.Equal(LakeHelper.Fingerprint(_workspace.PathOf("whole")), LakeHelper.Fingerprint(_workspace.Lake));
        Assert.Equal([[1L, 0L]], LakeHelper.Rows(_workspace.Lake, "SELECT sum(rejected_lines)::BIGINT, sum(pending_bytes)::BIGINT FROM files"));
    }

    [Fact]
    public async Task ConvertAsync_of_a_copy_gives_only_duplicates()
    {
        string[] rows = [.. LogRows.Session("08DE000000000001", _start, TimeSpan.FromSeconds(1))];
        string name = LogRows.FileName(_start);
        _workspace.Write(Path.Combine("logs/EX01/b", name), LogRows.Header + string.Concat(rows));
        await LakeHelper.ConvertAsync(_workspace.Lake, new ConvertOptions(), Named("EX01"));

        // The copy has the smaller path, so it becomes the owner.
        _workspace.Write(Path.Combine("logs/EX01/a", name), LogRows.Header + string.Concat(rows));
        ConvertReport report = await LakeHelper.ConvertAsync(_workspace.Lake, new ConvertOptions(), Named("EX01"));

        Assert.Equal(rows.Length, LakeHelper.Number(_workspace.Lake, "SELECT count(*) FROM events"));
        Assert.Equal(1, LakeHelper.Number(_workspace.Lake, "SELECT count(*) FROM sessions"));
        Assert.Equal(
            [["EX01/a/" + name, (long)rows.Length, 0L], ["EX01/b/" + name, 0L, (long)rows.Length]],
            LakeHelper.Rows(_workspace.Lake, "SELECT path, event_lines, duplicate_lines FROM files ORDER BY path"));
        await LakeHelper.ConvertAsync(_workspace.PathOf("whole"), new ConvertOptions(), Named("EX01"));
        Assert.Equal(LakeHelper.Fingerprint(_workspace.PathOf("whole")), LakeHelper.Fingerprint(_workspace.Lake));
        Assert.Empty(report.Unbalanced);
    }

    [Theory]
    [InlineData(1L << 30)]
    [InlineData(2_000)]
    public async Task ConvertAsync_of_a_session_over_hours_and_midnight_gives_one_row(long memory)
    {
        // Fifteen rows, forty minutes apart: from 22:30 until after eight the next day; another session stays within its hour.
        List<string> rows = [.. LogRows.Session("08DE000000000001", _start, TimeSpan.FromMinutes(40)), .. LogRows.Session("08DE000000000002", _start.AddHours(4), TimeSpan.FromSeconds(1))];
        LogRows.WriteByHour(Path.Combine(_workspace.Logs, "EX01"), rows.OrderBy(row => row[..24], StringComparer.Ordinal));

        await LakeHelper.ConvertAsync(_workspace.Lake, new ConvertOptions { Threads = 2, MemoryBytes = memory }, LakeHelper.List(_workspace.Logs));

        Assert.Equal(
            [["08DE000000000001", 15, true, "attributed"], ["08DE000000000002", 15, true, "attributed"]],
            LakeHelper.Rows(_workspace.Lake, "SELECT session_id, event_count::INTEGER, is_complete, outcome FROM sessions ORDER BY session_id"));
    }

    [Fact]
    public async Task ConvertAsync_of_hours_in_any_order_over_several_runs_joins_a_session()
    {
        List<string> rows = [.. LogRows.Session("08DE000000000001", _start, TimeSpan.FromMinutes(40))];
        string all = _workspace.PathOf("all/EX01");
        LogRows.WriteByHour(all, rows);
        await LakeHelper.ConvertAsync(_workspace.PathOf("whole"), _workspace.PathOf("all"));

        foreach (string file in Shuffled(Directory.GetFiles(all).Order(StringComparer.Ordinal).ToArray(), 3))
        {
            _workspace.Copy(file, Path.Combine("logs/EX01", Path.GetFileName(file)));
            await LakeHelper.ConvertAsync(_workspace.Lake, _workspace.Logs);
        }

        Assert.Equal([[15, true]], LakeHelper.Rows(_workspace.Lake, "SELECT event_count::INTEGER, is_complete FROM sessions"));
        Assert.Equal(LakeHelper.Fingerprint(_workspace.PathOf("whole")), LakeHelper.Fingerprint(_workspace.Lake));
    }

    [Fact]
    public async Task ConvertAsync_with_tiny_memory_loses_no_row()
    {
        using TreeFolder tree = new(new SampleOptions { Incident = "clean_noisy", Seed = 4, Servers = 2, Days = 2, SessionsPerServerHour = 3 });
        await LakeHelper.ConvertAsync(_workspace.Lake, new ConvertOptions { Threads = 2, MemoryBytes = 10_000 }, LakeHelper.List(tree.Root));

        Assert.Equal(tree.Truth.Totals.Rows, LakeHelper.Number(_workspace.Lake, "SELECT count(*) FROM events"));
        Assert.Equal(tree.Truth.Totals.Sessions, LakeHelper.Number(_workspace.Lake, "SELECT count(*) FROM sessions"));
        Assert.Equal(tree.Truth.Totals.Rows, LakeHelper.Number(_workspace.Lake, "SELECT sum(event_count)::BIGINT FROM sessions"));
        Assert.Empty(Temporaries());
    }

    [Fact]
    public async Task ConvertAsync_cancelled_leaves_the_lake_as_it_was()
    {
        await LakeHelper.ConvertAsync(_workspace.Lake, Repository.DataSamples("clean"));
        string[] before = LakeHelper.Fingerprint(_workspace.Lake);
        using TreeFolder tree = new(new SampleOptions { Incident = "clean", Seed = 4, Servers = 3, Days = 2, SessionsPerServerHour = 20 });
        InputListing listing = LakeHelper.List(tree.Root);

        for (int delay = 0; delay < 400; delay += 40)
        {
            using CancellationTokenSource source = new();
            source.CancelAfter(delay);
            try
            {
                await LakeHelper.ConvertAsync(_workspace.Lake, new ConvertOptions { Threads = 2, MemoryBytes = 100_000 }, listing, source.Token);
                break;
            }
            catch (OperationCanceledException)
            {
                Assert.Equal(ManifestOf(before), ManifestOf(LakeHelper.Fingerprint(_workspace.Lake)));
            }
        }

        await LakeHelper.ConvertAsync(_workspace.Lake, new ConvertOptions { Threads = 2 }, listing);
        await LakeHelper.ConvertAsync(_workspace.PathOf("whole"), Repository.DataSamples("clean"));
        await LakeHelper.ConvertAsync(_workspace.PathOf("whole"), new ConvertOptions { Threads = 2 }, listing);
        Assert.Empty(Temporaries());
        Assert.Equal(LakeHelper.Fingerprint(_workspace.PathOf("whole")), LakeHelper.Fingerprint(_workspace.Lake));
    }

    [Fact]
    public async Task ConvertAsync_while_another_run_holds_the_lake_is_refused()
    {
        await LakeHelper.ConvertAsync(_workspace.Lake, Repository.DataSamples("clean"));
        string[] before = TreeFolder.Fingerprint(_workspace.Lake);
        using (LakeLock.Take(new LakeFolder(_workspace.Lake)))
            await Assert.ThrowsAsync<LakeBusyException>(() => LakeHelper.ConvertAsync(_workspace.Lake, Repository.DataSamples("damaged")));

        Assert.Equal(before, TreeFolder.Fingerprint(_workspace.Lake));
        await LakeHelper.ConvertAsync(_workspace.Lake, Repository.DataSamples("clean"));
    }

    [Fact]
    public async Task Commit_beside_other_peoples_files_leaves_them()
    {
        string theirs = _workspace.Write("lake/sales/2026.parquet", "not ours");
        await LakeHelper.ConvertAsync(_workspace.Lake, Repository.DataSamples("clean"));

        Assert.True(File.Exists(theirs));
    }

    [Fact]
    public async Task Commit_sweeps_tables_that_the_manifest_no_longer_names()
    {
        string logs = _workspace.Copy(Repository.DataSamples("clean"), "logs");
        string[] files = [.. Directory.EnumerateFiles(logs, "*.LOG", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
        string late = files[^1];
        byte[] content = File.ReadAllBytes(late);
        File.Delete(late);
        await LakeHelper.ConvertAsync(_workspace.Lake, logs);
        File.WriteAllBytes(late, content);
        await LakeHelper.ConvertAsync(_workspace.Lake, logs);

        LakeManifest manifest = new LakeFolder(_workspace.Lake).ReadManifest();
        string[] named = [.. new LakeFolder(_workspace.Lake).Tables(manifest).Values.SelectMany(paths => paths).Order(StringComparer.Ordinal)];
        string[] found = [.. Directory.EnumerateFiles(_workspace.Lake, "*.parquet", SearchOption.AllDirectories).Select(path => Path.GetRelativePath(_workspace.Lake, path).Replace('\\', '/')).Order(StringComparer.Ordinal)];
        Assert.Equal(named, found);
    }

    private string[] Temporaries() =>
        [.. Directory.EnumerateFiles(_workspace.Lake, ".*", SearchOption.AllDirectories).Where(path => Path.GetFileName(path) != LakeLock.FileName)];

    private InputListing Named(string server) => new InputCatalog(ServerNaming.From(server)).List([_workspace.Logs]);

    private static string ManifestOf(string[] fingerprint) => fingerprint.Single(line => line.StartsWith("_state/manifest.json "));

    private static T[] Shuffled<T>(IReadOnlyList<T> items, int seed)
    {
        T[] copy = [.. items];
        new Random(seed).Shuffle(copy);
        return copy;
    }
}
