using CsCheck;
using LogAnalytics.Cli.Output;
using LogAnalytics.Queries;
using LogAnalytics.Queries.Chunks;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Queries;

/// <summary>The quick way to CSV, which long results take, writes what the plain one writes.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class CsvOutputTests(SampleLake lake) : IClassFixture<SampleLake>
{
    // Each type, NULL, empty text, quotes, commas, line ends, outer spaces, short and long texts, times before 1970.
    private const string Values = """
        SELECT i, (CAST(i AS BIGINT) - 2500) * 3689348814741910 AS n, i % 2 = 0 AS flag, CAST(NULL AS INTEGER) AS nothing, CASE WHEN i % 3 > 0 THEN i END AS some,
            ['', 'a', ' b', 'c ', 'd,e', 'f"g"', 'h' || chr(10) || 'i', '"', chr(13), 'twelve bytes', 'more than twelve', 'é✓𝄞', repeat('long ', 100000)][i % 13 + 1] AS text,
            unhex(['', '00', 'FF0A', '0123456789ABCDEF0123456789ABCDEF'][i % 4 + 1]) AS bytes,
            TIMESTAMP '1969-12-31 23:59:58' + i * INTERVAL '500500 microseconds' AS time
        FROM (SELECT CAST(range AS INTEGER) AS i FROM range(5000))
        ORDER BY i
        """;

    [Theory]
    [InlineData(Values, true)]
    [InlineData("SELECT * FROM events ORDER BY ALL", true)]
    [InlineData("SELECT 1 AS \"a,b\", 2 AS \"c\"\"d\" WHERE FALSE", true)]
    [InlineData("EXPLAIN SELECT * FROM events", true)]
    // A list, a sum of 128 bits and a number with a fraction are read one by one.
    [InlineData("SELECT [1, 2] AS list, sum(i) AS sum, 0.5 AS half FROM (SELECT unnest([1, 2]) AS i)", false)]
    [InlineData("SELECT * FROM sessions ORDER BY ALL", false)]
    public async Task Quick_and_plain_way_write_the_same_bytes(string sql, bool isQuick)
    {
        using Workspace workspace = new();
        string file = workspace.PathOf("rows.csv");
        // Tests share the console, so that what goes there takes the plain way.
        CliResult plain = await CliRunner.RunAsync("query", "--lake", lake.Root, sql, "--format", "csv");
        CliResult quick = await CliRunner.RunAsync("query", "--lake", lake.Root, sql, "--format", "csv", "--output", file);

        Assert.Equal((0, 0, ""), (plain.ExitCode, quick.ExitCode, quick.Error));
        Assert.Equal(plain.Out, File.ReadAllText(file));
        using LakeDatabase database = LakeHelper.Open(lake.Root, isLocked: true);
        using ChunkedResult? chunks = database.ReadChunks(sql);
        Assert.Equal(isQuick, chunks is not null);
    }

    [Fact]
    public async Task Error_says_the_same_either_way()
    {
        using Workspace workspace = new();
        foreach (string sql in new[] { "SELECT nothing FROM events", "SELECT error('on purpose') FROM events", "DROP VIEW events" })
        {
            CliResult plain = await CliRunner.RunAsync("query", "--lake", lake.Root, sql, "--format", "csv");
            CliResult quick = await CliRunner.RunAsync("query", "--lake", lake.Root, sql, "--format", "csv", "--output", workspace.PathOf("rows.csv"));

            Assert.Equal((2, plain.Error), (quick.ExitCode, quick.Error));
            Assert.Empty(Directory.EnumerateFiles(workspace.Root));
        }
    }

    [Fact]
    public void Cancelled_result_ends_in_its_middle()
    {
        using CancellationTokenSource source = new();
        using LakeDatabase database = LakeHelper.Open(lake.Root, isLocked: true);
        using ChunkedResult chunks = database.ReadChunks("SELECT range FROM range(1000000000000)", source.Token)!;
        Assert.NotNull(chunks.Read());
        source.Cancel();

        Assert.Throws<OperationCanceledException>(() =>
        {
            while (chunks.Read() is not null)
                ;
        });
    }

    [Fact]
    public void Times_are_written_as_elsewhere()
    {
        TimeText times = new();
        Gen.Long[-62_135_596_800_000_000, 253_402_300_799_999_999].Array[1, 20].Sample(instants => instants.All(micros =>
            System.Text.Encoding.UTF8.GetString(times.Of(micros)) == ValueText.Iso(DateTime.UnixEpoch.AddTicks(micros * 10))), threads: 1);
    }
}
