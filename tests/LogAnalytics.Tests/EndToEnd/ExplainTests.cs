using System.Text.Json;
using LogAnalytics.Samples;
using LogAnalytics.Tests.Samples;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.EndToEnd;

/// <summary>Every number of an incident equals what the SQL that explain prints gives, when anybody runs it.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class ExplainTests : IDisposable
{
    private static readonly string[] _point = ["time", "session_started_at", "server", "session_id", "file", "line"];

    private readonly Workspace _workspace = new();

    public static TheoryData<string> SamplesWithIncidents =>
        [.. Directory.EnumerateDirectories(Repository.DataSamples("")).Select(path => Path.GetFileName(path)!).Where(name => name is not ("clean" or "damaged")).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Kinds => [.. SampleKinds.All.Select(kind => kind.Id).Where(kind => kind != "damaged")];

    public void Dispose() => _workspace.Dispose();

    [Theory, MemberData(nameof(SamplesWithIncidents))]
    public async Task Statements_run_by_query_give_the_numbers_of_the_findings(string sample)
    {
        await CliRunner.RunAsync("run", Repository.DataSamples(sample), "--lake", _workspace.Lake, "--out", _workspace.Out);

        int numbers = 0;
        foreach (JsonElement incident in Incidents())
        {
            foreach ((JsonElement step, JsonElement[] rows) in await AnswersAsync(incident, ByQueryAsync))
                numbers += AssertSame(incident, step.GetProperty("name").GetString()!, rows);
        }

        Assert.True(numbers >= 20, $"only {numbers} numbers were compared");
    }

    /// <summary>Every kind of incident, with windows, slices and guarded senders of all sorts; the same check inside the tool.</summary>
    [Theory, MemberData(nameof(Kinds))]
    public async Task Explain_agrees_with_the_findings_of_every_kind(string kind)
    {
        using TreeFolder tree = new(new SampleOptions { Incident = kind, Seed = 4, Servers = 3, Days = 1, SessionsPerServerHour = 6 });
        await CliRunner.RunAsync("run", tree.Root, "--lake", _workspace.Lake, "--out", _workspace.Out, "--from", "20h");

        foreach (JsonElement incident in Incidents())
        {
            CliResult result = await CliRunner.RunAsync("explain", incident.GetProperty("id").GetString()!, "--lake", _workspace.Lake, "--out", _workspace.Out, "--format", "json");
            Assert.Equal((0, ""), (result.ExitCode, result.Error));
            using JsonDocument explanation = JsonDocument.Parse(result.Out);
            JsonElement[] steps = [.. explanation.RootElement.GetProperty("steps").EnumerateArray()];
            Assert.DoesNotContain(steps, step => step.GetProperty("agrees").ValueKind == JsonValueKind.False);
            long failures = steps.Single(step => step.GetProperty("name").GetString() == "failures").GetProperty("rows").GetInt64();
            Assert.True(failures >= incident.GetProperty("counts").GetProperty("failed_during").GetInt64());
        }
    }

    /// <summary>What the analysis was told beside the logs changes its numbers, and explain tells it again.</summary>
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Explain_counts_with_what_the_analysis_was_told(bool byExports)
    {
        string logs = Repository.DataSamples(byExports ? "disabled-inbound-connector" : "one-server-differs");
        await CliRunner.RunAsync("run", logs, "--lake", _workspace.Lake, "--out", _workspace.Out);
        string[] alone = [.. Incidents().Select(incident => incident.GetProperty("counts").GetRawText())];
        string[] more = ["--exports", Path.Combine(logs, "exports")];
        if (!byExports)
        {
            string domain = (string)LakeHelper.Rows(_workspace.Lake, """
                SELECT accepted_domains[1] FROM trials(NULL, NULL)
                WHERE NOT failed AND is_informative AND len(accepted_domains) = 1
                    AND accepted_domains[1] NOT IN (SELECT unnest(failed_domains) FROM trials(NULL, NULL) WHERE failed)
                GROUP BY ALL ORDER BY count(*) DESC, 1 LIMIT 1
                """)[0][0]!;
            more = ["--hosted-domain", domain];
        }

        await CliRunner.RunAsync(["analyze", "--lake", _workspace.Lake, "--out", _workspace.Out, .. more]);

        JsonElement[] told = Incidents();
        Assert.NotEmpty(told);
        if (!byExports)
            Assert.NotEqual(alone, told.Select(incident => incident.GetProperty("counts").GetRawText()));
        foreach (JsonElement incident in told)
        {
            CliResult result = await CliRunner.RunAsync("explain", incident.GetProperty("id").GetString()!, "--lake", _workspace.Lake, "--out", _workspace.Out);
            Assert.Equal((0, ""), (result.ExitCode, result.Error));
            Assert.Contains("what the analysis was told beside the logs", result.Out, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("one-server-differs")]
    [InlineData("certificate-name-changed")]
    public async Task Redacted_findings_are_explained_with_their_key(string sample)
    {
        string key = _workspace.PathOf("key");
        await CliRunner.RunAsync("run", Repository.DataSamples(sample), "--lake", _workspace.Lake, "--out", _workspace.PathOf("plain"));
        await CliRunner.RunAsync("analyze", "--lake", _workspace.Lake, "--out", _workspace.Out, "--redact", "--redact-key", key);
        using JsonDocument plain = JsonDocument.Parse(File.ReadAllText(_workspace.PathOf("plain/findings.json")));
        string trueId = plain.RootElement.GetProperty("incidents")[0].GetProperty("id").GetString()!, shownId = Incidents()[0].GetProperty("id").GetString()!;
        string[] explain = ["explain", "--lake", _workspace.Lake, "--out", _workspace.Out, "--format", "json"];

        CliResult expected = await CliRunner.RunAsync("explain", trueId, "--lake", _workspace.Lake, "--out", _workspace.PathOf("plain"), "--format", "json", "--quiet");
        CliResult shown = await CliRunner.RunAsync([.. explain, shownId, "--redact-key", key]);
        CliResult byTrueId = await CliRunner.RunAsync([.. explain, trueId, "--redact-key", key]);
        CliResult withoutKey = await CliRunner.RunAsync([.. explain, trueId]);
        CliResult needless = await CliRunner.RunAsync("explain", trueId, "--lake", _workspace.Lake, "--out", _workspace.PathOf("plain"), "--redact-key", key);

        Assert.NotEqual(trueId, shownId);
        Assert.Equal((0, 0, 0), (expected.ExitCode, shown.ExitCode, byTrueId.ExitCode));
        Assert.Equal(expected.Out.Replace(trueId, shownId, StringComparison.Ordinal), shown.Out);
        Assert.Equal(shown.Out, byTrueId.Out);
        Assert.Equal((2, ""), (withoutKey.ExitCode, withoutKey.Out));
        Assert.Contains($"--redact-key, and the incident as it stands in the results, or by its true id. Known: {shownId}", withoutKey.Error);
        Assert.Equal(2, needless.ExitCode);
        Assert.Contains("leave --redact-key out", needless.Error);
    }

    [Fact]
    public async Task Explain_says_so_where_the_lake_has_other_numbers()
    {
        await CliRunner.RunAsync("run", Repository.DataSamples("certificate-name-changed"), "--lake", _workspace.Lake, "--out", _workspace.Out);
        string path = Path.Combine(_workspace.Out, "findings.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"recipients_refused\": 35", "\"recipients_refused\": 36", StringComparison.Ordinal));

        CliResult result = await CliRunner.RunAsync("explain", "INC", "--lake", _workspace.Lake, "--out", _workspace.Out);

        Assert.Equal(4, result.ExitCode);
        Assert.Contains("does not give what findings.json says (recipients)", result.Error, StringComparison.Ordinal);
        Assert.Contains("NOT as in findings.json: recipients_refused=36", result.Out, StringComparison.Ordinal);
    }

    private JsonElement[] Incidents()
    {
        using JsonDocument findings = JsonDocument.Parse(File.ReadAllText(Path.Combine(_workspace.Out, "findings.json")));
        return [.. findings.RootElement.GetProperty("incidents").Clone().EnumerateArray()];
    }

    private async Task<List<(JsonElement Step, JsonElement[] Rows)>> AnswersAsync(JsonElement incident, Func<string, Task<JsonElement[]>> ask)
    {
        CliResult result = await CliRunner.RunAsync("explain", incident.GetProperty("id").GetString()!, "--lake", _workspace.Lake, "--out", _workspace.Out, "--format", "json");
        Assert.Equal(0, result.ExitCode);
        using JsonDocument explanation = JsonDocument.Parse(result.Out);
        List<(JsonElement, JsonElement[])> answers = [];
        foreach (JsonElement step in explanation.RootElement.GetProperty("steps").Clone().EnumerateArray())
            answers.Add((step, await ask(step.GetProperty("sql").GetString()!)));
        return answers;
    }

    private async Task<JsonElement[]> ByQueryAsync(string sql)
    {
        CliResult result = await CliRunner.RunAsync("query", "--lake", _workspace.Lake, "--format", "json", sql);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        using JsonDocument rows = JsonDocument.Parse(result.Out);
        return [.. rows.RootElement.Clone().EnumerateArray()];
    }

    /// <returns>How many numbers were compared.</returns>
    private static int AssertSame(JsonElement incident, string step, JsonElement[] rows)
    {
        JsonElement counts = incident.GetProperty("counts");
        switch (step)
        {
            case "during" or "before":
                AssertColumns(counts, rows[0], ["sessions_" + step, "failed_" + step, "rate_" + step]);
                JsonElement interval = counts.GetProperty($"rate_{step}_ci");
                Assert.Equal(interval[0].GetDouble(), rows[0].GetProperty($"rate_{step}_low").GetDouble());
                Assert.Equal(interval[1].GetDouble(), rows[0].GetProperty($"rate_{step}_high").GetDouble());
                return 5;
            case "messages":
                AssertColumns(counts, rows[0], ["messages", "senders"]);
                return 2;
            case "recipients":
                AssertColumns(counts, rows[0], ["recipients_refused"]);
                return 1;
            case "last_good" or "last_informative_good" or "first_bad" or "last_bad" or "first_good":
                JsonElement point = incident.GetProperty(step is "last_bad" or "first_good" ? "recovery" : "onset").GetProperty(step);
                Assert.Equal(point.ValueKind == JsonValueKind.Null ? 0 : 1, rows.Length);
                if (rows.Length == 0)
                    return 1;
                AssertColumns(point, rows[0], _point);
                return _point.Length;
            case "scope":
                AssertColumns(incident.GetProperty("scope"), rows[0], ["servers", "connectors", "certificates", "remote_endpoints", "sender_domains"]);
                AssertColumns(incident, rows[0], ["family", "reply_code"]);
                return 7;
            case "servers" or "companions" or "first_uses":
                JsonElement[] expected = [.. (step == "first_uses" ? incident.GetProperty("onset") : incident).GetProperty(step).EnumerateArray()];
                Assert.Equal(expected.Length, rows.Length);
                for (int i = 0; i < rows.Length; i++)
                    AssertColumns(expected[i], rows[i], [.. rows[i].EnumerateObject().Select(property => property.Name).Where(name => name is not ("rate_during" or "lag"))]);
                return rows.Length;
            case "change_earliest":
                Assert.Equal(incident.GetProperty("onset").GetProperty(step).GetDateTime(), Assert.Single(rows).GetProperty("time").GetDateTime());
                return 1;
            case "lines":
                Assert.NotEmpty(rows);
                Assert.All(rows, row => Assert.Contains(",Outbound", row.GetProperty("text").GetString(), StringComparison.Ordinal));
                return 0;
            default:
                Assert.NotEmpty(rows);
                return 0;
        }
    }

    private static void AssertColumns(JsonElement expected, JsonElement row, string[] names) =>
        Assert.All(names, name => Assert.Equal($"{name} {Text(expected.GetProperty(name))}", $"{name} {Text(row.GetProperty(name))}"));

    // Lists are indented in the one and not in the other.
    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.Array ? JsonSerializer.Serialize(value) : value.ToString();
}
