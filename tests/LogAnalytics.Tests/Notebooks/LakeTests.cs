using LogAnalytics.Notebooks;
using LogAnalytics.Queries;
using LogAnalytics.Tests.Queries;
using Microsoft.Data.Analysis;
using NotebookLake = LogAnalytics.Notebooks.Lake;

namespace LogAnalytics.Tests.Notebooks;

/// <summary>What SQL gives to code: types, NULLs, parameters, limits.</summary>
public sealed class LakeTests(SampleLake sample) : IClassFixture<SampleLake>, IDisposable
{
    private readonly NotebookLake _lake = NotebookLake.Open(sample.Root);

    public void Dispose() => _lake.Dispose();

    [Fact]
    public void Sql_types_of_the_engine_become_columns_of_their_kind()
    {
        DataFrame frame = _lake.Sql("""
            SELECT true AS flag, 7::TINYINT AS small, 8::BIGINT AS number, 1.5::DOUBLE AS rate, 1.25::DECIMAL(9,2) AS price,
                TIMESTAMP '2026-03-10 13:12:11.505' AS time, DATE '2026-03-10' AS day, 'x' AS text
            """);

        Assert.Equal(
            [typeof(bool), typeof(int), typeof(long), typeof(double), typeof(decimal), typeof(DateTime), typeof(DateTime), typeof(string)],
            frame.Columns.Select(column => column.DataType));
        Assert.Equal(
            [true, 7, 8L, 1.5, 1.25m, new DateTime(2026, 3, 10, 13, 12, 11, 505, DateTimeKind.Utc), new DateTime(2026, 3, 10, 0, 0, 0, DateTimeKind.Utc), "x"],
            frame.Columns.Select(column => column[0]));
        Assert.Equal(DateTimeKind.Utc, ((DateTime)frame.Columns["time"][0]).Kind);
    }

    [Fact]
    public void Sql_null_is_null_in_every_kind_of_column_and_empty_text_is_not()
    {
        DataFrame frame = _lake.Sql("SELECT * FROM (VALUES (1, 1.5::DOUBLE, TIMESTAMP '2026-03-10', '', true, ['a'], 1::HUGEINT), (NULL, NULL, NULL, NULL, NULL, NULL, NULL)) AS t(a, b, c, d, e, f, g) ORDER BY a NULLS LAST");

        Assert.All(frame.Columns, column => Assert.NotNull(column[0]));
        Assert.All(frame.Columns, column => Assert.Null(column[1]));
        Assert.Equal("", frame["d"][0]);
    }

    [Theory]
    [InlineData("sum(x::BIGINT)", typeof(long))]
    [InlineData("sum(x::BIGINT) + 9223372036854775807", typeof(decimal))]
    [InlineData("170141183460469231731687303715884105727", typeof(string))]
    [InlineData("18446744073709551615::UBIGINT", typeof(decimal))]
    public void Sql_big_integers_take_the_narrowest_exact_type(string expression, Type expected) =>
        Assert.Equal(expected, _lake.Sql($"SELECT {expression} AS n FROM range(4) AS t(x)").Columns["n"].DataType);

    [Theory]
    [InlineData("['a', 'b''c']", """["a","b'c"]""")]
    [InlineData("{'a': 1, 'b': [2, 3], 'c': NULL}", """{"a":1,"b":[2,3],"c":null}""")]
    [InlineData("'\\xAB\\x01'::BLOB", "AB01")]
    public void Sql_values_without_a_column_type_are_text(string expression, string expected) =>
        Assert.Equal(expected, _lake.Sql($"SELECT {expression} AS v").Columns["v"][0]);

    [Fact]
    public void Sql_list_with_a_hole_is_refused_with_the_way_around_it()
    {
        Assert.Contains("to_json", Assert.ThrowsAny<QueryException>(() => _lake.Sql("SELECT [1, NULL] AS holes")).Message);
        Assert.Equal("[1,null]", _lake.Sql("SELECT CAST(to_json([1, NULL]) AS VARCHAR) AS holes").Columns["holes"][0]);
    }

    [Fact]
    public void Sql_columns_of_one_name_are_told_apart() =>
        Assert.Equal(["server", "server_2", "SERVER_3"], _lake.Sql("SELECT server, server, server AS \"SERVER\" FROM sessions LIMIT 1").Columns.Select(column => column.Name));

    [Fact]
    public void Sql_takes_parameters_from_objects_and_dictionaries_bound_not_pasted()
    {
        const string sql = "SELECT $name AS name, count(*) AS n FROM sessions WHERE server = $name OR $name = 'x'' OR 1=1'";

        Assert.Equal([39L, 0L], new[] { "EX01", "x' OR '1'='1" }.Select(name => (long)_lake.Sql(sql, new { name }).Columns["n"][0]));
        Assert.Equal("EX02", _lake.Sql(sql, new Dictionary<string, object?> { ["name"] = "EX02" }).Columns["name"][0]);
    }

    [Fact]
    public void Sql_names_parameters_that_are_missing_or_not_used()
    {
        Assert.Contains("needs a value", Assert.ThrowsAny<QueryException>(() => _lake.Sql("SELECT * FROM sessions WHERE server = $server")).Message);
        Assert.Contains("$sever", Assert.ThrowsAny<QueryException>(() => _lake.Sql("SELECT 1 AS one", new { sever = "EX01" })).Message);
    }

    [Fact]
    public void Sql_refuses_more_rows_than_the_limit_with_a_hint()
    {
        using NotebookLake small = NotebookLake.Open(sample.Root, new LakeOptions { MaxRows = 10 });

        Assert.Equal(10, small.Sql("SELECT * FROM range(10)").Rows.Count);
        ResultTooLargeException refusal = Assert.Throws<ResultTooLargeException>(() => small.Sql("SELECT * FROM range(11)"));
        Assert.Equal(10, refusal.MaxRows);
        Assert.Contains("LIMIT", refusal.Message);
        Assert.Throws<ResultTooLargeException>(() => small.Rows<long>("SELECT * FROM range(11)"));
    }

    [Theory]
    [InlineData("DROP VIEW sessions")]
    [InlineData("CREATE TABLE t (a INTEGER)")]
    [InlineData("COPY (SELECT 1) TO 'x.csv'")]
    [InlineData("SELECT 1; SELECT 2")]
    public void Sql_that_does_more_than_read_is_refused(string sql) => Assert.ThrowsAny<QueryException>(() => _lake.Sql(sql));

    [Fact]
    public void Sql_is_cancelled_in_the_middle()
    {
        using CancellationTokenSource soon = new(TimeSpan.FromMilliseconds(200));

        Assert.ThrowsAny<OperationCanceledException>(() => _lake.Sql("SELECT count(*) FROM range(1000000000) AS a(x), range(1000000000) AS b(y) WHERE (x * 7 + y) % 11 = 3", cancellation: soon.Token));
        Assert.Equal(1L, _lake.Sql("SELECT count(*) AS n FROM range(1)").Columns["n"][0]);
    }

    [Fact]
    public void Rows_map_columns_to_members_of_the_same_name()
    {
        Endpoint[] rows = [.. _lake.Rows<Endpoint>("SELECT remote_endpoint, list(DISTINCT server ORDER BY server) AS servers, count(*) AS sessions, min(started_at) AS first_seen, NULL AS note FROM sessions GROUP BY remote_endpoint ORDER BY remote_endpoint")];

        Assert.Equal(_lake.Rows<long>("SELECT count(DISTINCT remote_endpoint) FROM sessions").Single(), rows.Length);
        Assert.All(rows, row => Assert.All(row.Servers, server => Assert.StartsWith("EX0", server)));
        Assert.All(rows, row => Assert.Equal(DateTimeKind.Utc, row.FirstSeen.Kind));
        Assert.All(rows, row => Assert.Null(row.Note));
        Assert.Equal(_lake.Rows<int>("SELECT count(*) FROM sessions").Single(), rows.Sum(row => row.Sessions));
    }

    [Fact]
    public void Rows_that_do_not_fit_say_which_column()
    {
        Assert.Contains("'n'", Assert.ThrowsAny<QueryException>(() => _lake.Rows<Counted>("SELECT NULL AS n")).Message);
        Assert.Contains("'n'", Assert.ThrowsAny<QueryException>(() => _lake.Rows<Counted>("SELECT 'many' AS n")).Message);
        Assert.Contains("other", Assert.ThrowsAny<QueryException>(() => _lake.Rows<Counted>("SELECT 1 AS other")).Message);
    }

    [Fact]
    public void Views_have_the_columns_that_sql_sees()
    {
        IReadOnlyDictionary<string, IReadOnlyList<string>> views = _lake.Views();

        Assert.Contains("sessions", views.Keys);
        Assert.All(views, view => Assert.Equal(_lake.Sql($"SELECT * FROM {view.Key} LIMIT 0").Columns.Select(column => column.Name), view.Value));
    }

    private sealed record Counted(int N);

    private sealed record Endpoint(string RemoteEndpoint, IReadOnlyList<string> Servers, long Sessions, DateTime FirstSeen)
    {
        public string? Note { get; init; }
    }
}
