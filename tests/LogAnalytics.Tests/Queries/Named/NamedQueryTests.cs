using System.Text.RegularExpressions;
using LogAnalytics.Queries;
using LogAnalytics.Queries.Named;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Queries.Named;

/// <summary>
/// The named queries on one lake: what each answers is compared with Expected/&lt;name&gt;.csv (its first rows), and, where a plain count
/// tells the same, with that. LOGANALYTICS_WRITE_GOLDEN=1 writes the expectations instead of comparing.
/// </summary>
[Collection(ConsoleCollection.Name)]
public partial class NamedQueryTests(NoisyLake lake) : IClassFixture<NoisyLake>
{
    private const int ComparedLines = 15;

    public static TheoryData<string> Names => [.. new NamedQueries([]).All.Select(query => query.Name)];

    [Theory, MemberData(nameof(Names))]
    public async Task Named_query_answers_as_expected(string name)
    {
        CliResult result = await CliRunner.RunAsync("query", "--lake", lake.Root, "--name", name, "--format", "csv");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        string expected = Path.Combine(Repository.Root, "tests/LogAnalytics.Tests/Queries/Named/Expected", name + ".csv");
        string actual = string.Concat(result.Out.Split('\n').Take(ComparedLines).Select(line => line + "\n"));
        if (Environment.GetEnvironmentVariable("LOGANALYTICS_WRITE_GOLDEN") == "1")
            File.WriteAllText(expected, actual);
        Assert.Equal(File.ReadAllText(expected).ReplaceLineEndings("\n"), actual);
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_parameter_of_the_text_is_said_at_its_head_and_has_a_default(string name)
    {
        NamedQuery query = new NamedQueries([]).Find(name);
        string code = string.Join('\n', query.Sql.Split('\n').Where(line => !line.StartsWith("--", StringComparison.Ordinal)));

        Assert.Equal(Parameter().Matches(code).Select(match => match.Groups[1].Value).Distinct().Order(), query.Parameters.Select(parameter => parameter.Name).Order());
        Assert.All(query.Parameters, parameter => Assert.NotNull(parameter.Default));
        Assert.EndsWith("?", query.Question);
    }

    [Theory]
    [InlineData("hourly-families", "sum(recipients)", "SELECT count(*) FROM recipients WHERE replied_at IS NOT NULL")]
    [InlineData("first-last-failure", "sum(failed)", "SELECT count(*) FROM sessions WHERE outcome = 'attribution_failed'")]
    [InlineData("unused-sessions", "sum(unused)", "SELECT count(*) FROM sessions WHERE message_count = 0")]
    [InlineData("tls-versions", "sum(sessions)", "SELECT count(*) FROM sessions WHERE has_connect")]
    [InlineData("refused-senders", "sum(refused)", "SELECT count(*) FROM recipients WHERE outcome = 'refused'")]
    [InlineData("refused-domains", "sum(refused)", "SELECT count(*) FROM recipients WHERE outcome = 'refused'")]
    [InlineData("throttling", "sum(throttled)", "SELECT count(*) FROM recipients WHERE family IN ('server_busy', 'out_of_date_server', 'tenant_threshold', 'tenant_recipient_limit', 'too_many_recipients')")]
    [InlineData("failed-connections", "sum(sessions)", "SELECT count(*) FROM sessions WHERE outcome IN ('connect_failed', 'tls_failed')")]
    [InlineData("missing-logs", "count(*)", "SELECT count(*) FROM coverage_gaps")]
    [InlineData("message-retries", "sum(tries)", "SELECT count(*) FROM (SELECT count(*) OVER (PARTITION BY internet_message_id, recipient) AS n FROM recipients WHERE internet_message_id IS NOT NULL) WHERE n > 1")]
    public void Sum_over_a_named_query_is_the_plain_count(string name, string sum, string plain)
    {
        NamedQuery query = new NamedQueries([]).Find(name);
        using LakeDatabase database = LakeHelper.Open(lake.Root, isLocked: true);
        Dictionary<string, object?> values = new(query.WithDefaults(new Dictionary<string, object?>()));
        if (values.ContainsKey("limit"))
            values["limit"] = "1000000";

        using QueryResult answer = database.Read($"SELECT CAST({sum} AS BIGINT) FROM (\n{query.Sql}\n)", values);
        Assert.True(answer.Read());
        long expected = LakeHelper.Number(lake.Root, plain);
        Assert.True(expected > 0, "The lake has nothing to count.");
        Assert.Equal(expected, answer.Get<long>(0));
    }

    [Fact]
    public async Task Query_of_the_users_own_folder_goes_before_a_built_in_one()
    {
        using Workspace workspace = new();
        workspace.Write("mine/throttling.sql", "-- Question: Mine?\n-- Grain: one row.\n-- Columns: server.\n-- Parameters:\n--   $server: which server\nSELECT $server AS server");
        string[] command = ["query", "--lake", lake.Root, "--queries", workspace.PathOf("mine"), "--format", "csv", "--name", "throttling"];

        CliResult given = await CliRunner.RunAsync([.. command, "--param", "server=EX09"]);
        CliResult missing = await CliRunner.RunAsync(command);

        Assert.Equal("server\nEX09\n", given.Out);
        Assert.Equal(2, missing.ExitCode);
        Assert.Contains("--param server=VALUE", missing.Error);
    }

    [Theory]
    [InlineData("SELECT 1", "question")]
    [InlineData("-- Question: Is it?\nSELECT 1", "grain")]
    [InlineData("-- Question: Is it?\n-- Grain: one row\nSELECT 1", "columns")]
    public void Query_without_a_whole_head_is_refused_with_what_to_write(string text, string part)
    {
        QueryException e = Assert.Throws<QueryException>(() => NamedQuery.Parse("mine", text));
        Assert.Contains($"does not say its {part}", e.Message);
    }

    [Fact]
    public void Head_goes_on_over_lines()
    {
        NamedQuery query = NamedQuery.Parse("q", "-- Question: Is\n--   it?\n-- Grain: a\n-- Columns: b\n-- Parameters:\n--   $a = x: y: first\n--   $b: second\nSELECT 1");

        Assert.Equal("Is it?", query.Question);
        Assert.Equal([new QueryParameter("a", "x", "y: first"), new QueryParameter("b", null, "second")], query.Parameters);
    }

    [GeneratedRegex(@"\$([a-z_]+)")]
    private static partial Regex Parameter();
}
