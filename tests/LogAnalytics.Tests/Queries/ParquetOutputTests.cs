using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Queries;

/// <summary><c>query --format parquet</c>: the types of the engine, one file, nothing else.</summary>
[Collection(ConsoleCollection.Name)]
public class ParquetOutputTests(SampleLake lake) : IClassFixture<SampleLake>
{
    [Fact]
    public async Task Parquet_holds_the_rows_with_their_types()
    {
        using Workspace workspace = new();
        string file = workspace.PathOf("o'ut.parquet");
        const string Sql = "SELECT server, started_at, sent_certificate_names, recipient_count FROM sessions WHERE server = $server; -- a comment";
        CliResult result = await CliRunner.RunAsync("query", "--lake", lake.Root, "--format", "parquet", "--output", file, "--param", "server=EX01", Sql);

        Assert.Equal((0, "", ""), (result.ExitCode, result.Out, result.Error));
        string read = $"read_parquet('{file.Replace("'", "''", StringComparison.Ordinal)}')";
        const string Sum = "SELECT count(*), sum(hash(server, started_at, sent_certificate_names, recipient_count)) FROM";
        Assert.Equal(LakeHelper.Rows(lake.Root, $"{Sum} sessions WHERE server = 'EX01'"), LakeHelper.Rows(lake.Root, $"{Sum} {read}"));
        Assert.Equal(
            ["VARCHAR", "TIMESTAMP", "VARCHAR[]"],
            LakeHelper.Rows(lake.Root, $"DESCRIBE FROM {read}").Take(3).Select(row => (string)row[1]!));
        Assert.Equal(["o'ut.parquet"], Directory.EnumerateFiles(workspace.Root).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("SELECT 1 AS x) TO '{out}/other.parquet' (FORMAT parquet); --")]
    [InlineData("SELECT * FROM read_text('{out}/secret.txt')")]
    [InlineData("COPY (SELECT 1) TO '{out}/other.parquet'")]
    [InlineData("EXPLAIN SELECT 1")]
    [InlineData("SELECT error('late') FROM events")]
    public async Task Only_the_named_file_is_written_and_only_when_all_went_well(string sql)
    {
        using Workspace workspace = new();
        workspace.Write("secret.txt", "secret");

        CliResult result = await CliRunner.RunAsync(
            "query", "--lake", lake.Root, "--format", "parquet", "--output", workspace.PathOf("out.parquet"), sql.Replace("{out}", workspace.Root, StringComparison.Ordinal));

        Assert.Equal(2, result.ExitCode);
        Assert.Equal(["secret.txt"], Directory.EnumerateFiles(workspace.Root).Select(Path.GetFileName));
    }
}
