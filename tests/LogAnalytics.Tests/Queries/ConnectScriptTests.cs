using DuckDB.NET.Data;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Queries;

/// <summary>The printed SQL gives a DuckDB that knows nothing of us the same views.</summary>
[Collection(ConsoleCollection.Name)]
public class ConnectScriptTests(SampleLake lake) : IClassFixture<SampleLake>
{
    [Fact]
    public async Task Plain_client_sees_what_query_sees()
    {
        CliResult script = await CliRunner.RunAsync("connect", "--lake", lake.Root);
        using DuckDBConnection client = new("Data Source=:memory:");
        client.Open();
        Rows(client, script.Out);

        string[] views = [.. Rows(client, "SELECT view_name FROM duckdb_views() WHERE NOT internal AND NOT starts_with(view_name, '_') ORDER BY ALL").Select(row => row[0]!)];
        Assert.Contains("events", views);
        foreach (string view in views)
        {
            string sql = $"SELECT count(*), sum(hash(v)::HUGEINT) FROM (SELECT * FROM {view}) AS v";
            Assert.Equal(LakeHelper.Rows(lake.Root, sql)[0].Select(value => value?.ToString()), Rows(client, sql)[0]);
        }
    }

    [Fact]
    public async Task Quotes_in_paths_do_not_end_the_text()
    {
        using Workspace workspace = new();
        string odd = workspace.PathOf("o'lake;\n--");
        await LakeHelper.ConvertAsync(odd, lake.Tree);
        CliResult script = await CliRunner.RunAsync("connect", "--lake", odd);
        using DuckDBConnection client = new("Data Source=:memory:");
        client.Open();
        Rows(client, script.Out);

        Assert.Equal("2182", Rows(client, "SELECT count(*) FROM events")[0][0]);
    }

    private static List<string?[]> Rows(DuckDBConnection client, string sql)
    {
        using DuckDBCommand command = client.CreateCommand();
        command.CommandText = sql;
        using DuckDBDataReader reader = command.ExecuteReader();
        List<string?[]> rows = [];
        while (reader.Read())
            rows.Add([.. Enumerable.Range(0, reader.FieldCount).Select(i => reader.IsDBNull(i) ? null : reader.GetValue(i).ToString())]);
        return rows;
    }
}
