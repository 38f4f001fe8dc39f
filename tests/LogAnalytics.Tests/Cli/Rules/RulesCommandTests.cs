using System.Text.Json.Nodes;
using LogAnalytics.Queries.Rules;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Cli.Rules;

/// <summary>What somebody who writes a rule meets.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class RulesCommandTests : IDisposable
{
    private const string Head = "-- Id: mine\n-- Title: Mine\n-- Level: low\n-- Description: d.\n-- False positives: none.\n-- References: none\n-- Parameters: none\n";

    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Rules_that_come_with_the_tool_hold_against_their_fixtures()
    {
        CliResult result = await CliRunner.RunAsync("rules", "test");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.All(result.Out.TrimEnd().Split('\n'), line => Assert.StartsWith("ok ", line));
        foreach (Rule rule in BuiltInRules.All)
        {
            Assert.Contains($"ok     {rule.Id} positive/", result.Out);
            Assert.Contains($"ok     {rule.Id} negative/", result.Out);
        }
    }

    [Fact]
    public async Task Rule_made_from_one_that_comes_with_the_tool_is_tested_and_listed()
    {
        string folder = await Init();
        string mine = Path.Combine(folder, "mine");
        Directory.Move(Path.Combine(folder, "legacy_tls"), mine);
        string file = Path.Combine(mine, "rule.sql");
        File.WriteAllText(file, File.ReadAllText(file).Replace("Id: legacy_tls", "Id: mine", StringComparison.Ordinal));

        CliResult test = await CliRunner.RunAsync("rules", "test", "--rules", folder);
        CliResult list = await CliRunner.RunAsync("rules", "list", "--rules", folder);

        Assert.Equal(0, test.ExitCode);
        Assert.Contains("ok     mine positive/tls-1.0: 1 hit\n", test.Out);
        Assert.Contains("│ mine ", list.Out);
    }

    [Fact]
    public async Task Fixture_that_fails_is_named_and_ends_with_4()
    {
        string folder = await Init();
        Directory.Move(Path.Combine(folder, "legacy_tls/positive/tls-1.0"), Path.Combine(folder, "legacy_tls/negative/tls-1.0"));

        CliResult result = await CliRunner.RunAsync("rules", "test", "--rules", folder);

        Assert.Equal(4, result.ExitCode);
        Assert.Contains("FAILED legacy_tls negative/tls-1.0: 1 hit, none is expected: EX01 used SP_PROT_TLS1_0_CLIENT", result.Out);
    }

    [Theory]
    [InlineData("SELECT 1 AS x", "gives no column 'text'")]
    [InlineData("SELECT nothing AS text FROM sessions", "LINE 8")]
    [InlineData("DROP VIEW sessions", "Only one statement that reads")]
    [InlineData("SELECT content AS text FROM read_text('/etc/hostname')", "Permission Error")]
    [InlineData("COPY (SELECT 1) TO 'x'", "Only one statement that reads")]
    public async Task Sql_that_cannot_be_a_rule_is_refused(string sql, string said)
    {
        string folder = await Init();
        string mine = Path.Combine(folder, "mine");
        Directory.Move(Path.Combine(folder, "legacy_tls"), mine);
        File.WriteAllText(Path.Combine(mine, "rule.sql"), Head + sql);

        CliResult result = await CliRunner.RunAsync("rules", "lint", "--rules", folder);

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("The rule mine", result.Error);
        Assert.Contains(said, result.Error);
    }

    [Theory]
    [InlineData("mine", "-- Level: low", "-- Level: urgent", "there is no level 'urgent'")]
    [InlineData("mine", "-- Level: low\n", "", "does not say its level")]
    [InlineData("mine", "-- False positives: none.\n", "", "does not say its false positives")]
    [InlineData("mine", "-- Parameters: none", "-- Parameters:\n--   $n: how many", "$n has no default")]
    [InlineData("other", "", "", "calls itself 'mine'")]
    [InlineData("mine", "-- Id: mine", "-- Id: My Rule", "is not lower-case words")]
    public async Task Head_that_is_not_complete_is_refused_with_what_to_write(string name, string part, string instead, string said)
    {
        string head = part.Length == 0 ? Head : Head.Replace(part, instead, StringComparison.Ordinal);
        _workspace.Write($"rules/{name}/rule.sql", head + "SELECT 'x' AS text");

        CliResult result = await CliRunner.RunAsync("rules", "lint", "--rules", _workspace.PathOf("rules"));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains(said, result.Error);
    }

    [Fact]
    public async Task Rule_without_fixtures_is_refused()
    {
        _workspace.Write("rules/mine/rule.sql", Head + "SELECT 'x' AS text");

        CliResult result = await CliRunner.RunAsync("rules", "test", "--rules", _workspace.PathOf("rules"));

        Assert.Equal(2, result.ExitCode);
        Assert.Contains("The rule mine has no positive fixture.", result.Error);
    }

    [Fact]
    public async Task Rule_of_the_users_own_runs_in_every_analysis()
    {
        _workspace.Write("rules/mine/rule.sql", Head + "SELECT printf('%s was seen', server) AS text, count(*) AS sessions FROM sessions GROUP BY server ORDER BY server");

        CliResult run = await CliRunner.RunAsync(
            "run", Repository.DataSamples("certificate-name-changed"), "--lake", _workspace.Lake, "--out", _workspace.Out, "--rules", _workspace.PathOf("rules"), "--quiet");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        JsonNode findings = JsonNode.Parse(File.ReadAllText(Path.Combine(_workspace.Out, "findings.json")))!;
        Assert.Equal(["EX01 was seen", "EX02 was seen"], findings["observations"]!.AsArray().Where(seen => (string?)seen!["kind"] == "mine").Select(seen => (string)seen!["text"]!));
        Assert.Equal(2, (int)findings["checks"]!.AsArray().Single(check => (string?)check!["id"] == "mine")!["hits"]!);
    }

    [Fact]
    public async Task Rule_that_is_not_complete_is_said_before_anything_is_written()
    {
        _workspace.Write("rules/mine/rule.sql", "SELECT 1 AS text");
        await LakeHelper.ConvertAsync(_workspace.Lake, Repository.DataSamples("certificate-name-changed"));

        CliResult analyze = await CliRunner.RunAsync("analyze", "--lake", _workspace.Lake, "--out", _workspace.Out, "--rules", _workspace.PathOf("rules"));

        Assert.Equal(2, analyze.ExitCode);
        Assert.Contains("'mine' does not say its id", analyze.Error);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_workspace.Out));
    }

    private async Task<string> Init()
    {
        string folder = _workspace.PathOf("rules");
        Assert.Equal(0, (await CliRunner.RunAsync("rules", "init", folder)).ExitCode);
        return folder;
    }
}
