using LogAnalytics.Queries;
using LogAnalytics.Tests.Samples;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Queries;

/// <summary>SQL that a user types reads the lake and nothing else, and changes nothing.</summary>
[Collection(ConsoleCollection.Name)]
public class ReadOnlyTests(SampleLake lake) : IClassFixture<SampleLake>
{
    [Theory]
    [InlineData("DESCRIBE sessions")]
    [InlineData("SHOW TABLES")]
    [InlineData("SUMMARIZE files")]
    [InlineData("WITH a AS (SELECT 1 AS x) SELECT x FROM a")]
    [InlineData("FROM files SELECT path")]
    [InlineData("FROM files")]
    [InlineData("VALUES (1), (2)")]
    [InlineData("SELECT 1;")]
    [InlineData("-- a comment\nSELECT 1")]
    [InlineData("(SELECT 1) UNION ALL (SELECT 2)")]
    [InlineData("SELECT 'DROP TABLE x; query()'")]
    [InlineData("EXPLAIN SELECT 1")]
    [InlineData("-- why\n/* so */ explain analyze FROM files")]
    public async Task Query_that_reads_is_let_through(string sql)
    {
        CliResult result = await CliRunner.RunAsync("query", "--lake", lake.Root, "--format", "csv", sql);

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.NotEqual("", result.Out);
    }

    [Theory]
    [InlineData("INSERT INTO _lake_files VALUES ('a', 1, 'b')")]
    [InlineData("UPDATE _lake_files SET path = ''")]
    [InlineData("DELETE FROM _lake_files")]
    [InlineData("CREATE TABLE t (a INTEGER)")]
    [InlineData("CREATE TEMP TABLE t AS SELECT 1")]
    [InlineData("DROP VIEW sessions")]
    [InlineData("COPY (SELECT 1) TO '{lake}/stolen.csv'")]
    [InlineData("COPY files TO '{lake}/stolen.parquet'")]
    [InlineData("EXPORT DATABASE '{lake}/copy'")]
    [InlineData("IMPORT DATABASE '{lake}/copy'")]
    [InlineData("ATTACH '{lake}/other.db' AS other")]
    [InlineData("EXPLAIN DROP VIEW sessions")]
    [InlineData("EXPLAIN ANALYZE COPY (SELECT 1) TO '{lake}/stolen.csv'")]
    [InlineData("EXPLAIN SELECT 1; DROP VIEW sessions")]
    [InlineData("EXPLAIN EXPLAIN SELECT 1")]
    [InlineData("INSTALL httpfs")]
    [InlineData("LOAD httpfs")]
    [InlineData("SET threads = 1")]
    [InlineData("SET enable_external_access = true")]
    [InlineData("RESET ALL")]
    [InlineData("PRAGMA database_list")]
    [InlineData("CALL enable_logging()")]
    [InlineData("SELECT 1; SELECT 2")]
    [InlineData("SELECT 1; DROP VIEW sessions")]
    [InlineData("SELECT * FROM read_csv('/etc/passwd')")]
    [InlineData("SELECT * FROM '/etc/passwd'")]
    [InlineData("SELECT * FROM read_text('/etc/passwd')")]
    [InlineData("SELECT * FROM read_blob('/etc/passwd')")]
    [InlineData("SELECT * FROM glob('/etc/*')")]
    [InlineData("SELECT * FROM read_parquet('{lake}/../../*')")]
    [InlineData("SELECT * FROM read_csv('https://example.com/a.csv')")]
    [InlineData("SELECT * FROM read_parquet('s3://bucket/a.parquet')")]
    [InlineData("SELECT * FROM enable_logging(storage = 'file', storage_path = '{lake}/log')")]
    [InlineData("SELECT 1 WHERE EXISTS (FROM Force_Checkpoint())")]
    [InlineData("SELECT * FROM query('SELECT 1')")]
    [InlineData("SELECT * FROM json_execute_serialized_sql('{}')")]
    [InlineData("SELEC 1")]
    [InlineData("SELECT nothing FROM sessions")]
    [InlineData("")]
    [InlineData("-- nothing")]
    public async Task Query_that_does_more_than_read_is_refused(string sql)
    {
        string[] before = TreeFolder.Fingerprint(lake.Root);

        CliResult result = await CliRunner.RunAsync("query", "--lake", lake.Root, "--format", "csv", sql.Replace("{lake}", lake.Root, StringComparison.Ordinal));

        Assert.Equal((2, ""), (result.ExitCode, result.Out));
        Assert.StartsWith("loganalytics: ", result.Error);
        Assert.DoesNotContain("   at ", result.Error);
        Assert.Equal(before, TreeFolder.Fingerprint(lake.Root));
    }

    [Fact]
    public async Task Query_by_pipe_and_by_file_equals_query_by_argument()
    {
        const string Sql = "SELECT count(*) AS n FROM events";
        using Workspace workspace = new();
        string file = workspace.Write("q.sql", Sql);
        CliResult argument = await CliRunner.RunAsync("query", "--lake", lake.Root, "--format", "jsonl", Sql);
        CliResult pipe = await CliRunner.RunAsync(["query", "--lake", lake.Root, "--format", "jsonl", "-"], new StringReader(Sql), CancellationToken.None);
        CliResult named = await CliRunner.RunAsync("query", "--lake", lake.Root, "--format", "jsonl", "--file", file);

        Assert.Equal("{\"n\":2182}\n", argument.Out);
        Assert.Equal(argument, pipe);
        Assert.Equal(argument, named);
    }

    [Fact]
    public void Read_with_little_memory_still_opens_the_views()
    {
        LogAnalytics.Lake.Catalog.LakeFolder folder = new(lake.Root);
        using LakeDatabase database = LakeDatabase.Open(lake.Root, folder.Tables(folder.ReadManifest()), new EngineLimits(1, 1, Path.Combine(lake.Root, "_state", ".duckdb")), isLocked: true);
        using QueryResult result = database.Read("SELECT count(*) FROM events");
        Assert.True(result.Read());
    }
}
