using System.Text.Json;
using System.Text.Json.Nodes;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.EndToEnd;

/// <summary>A run that has nothing new keeps the results of the last one, and these are what another analysis would have found.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class StandingResultsTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Kept_results_are_those_of_another_analysis_but_for_the_time()
    {
        _workspace.Copy(Repository.DataSamples("certificate-name-changed"), "logs");
        string exports = _workspace.Write("exports/domains.csv", "\"Name\",\"DomainName\",\"DomainType\"\n\"contoso.com\",\"contoso.com\",\"Authoritative\"\n");
        string[] more = ["--exports", exports, "--format", "sarif", "--format", "timesketch", "--fail-on", "any"];
        Assert.False(await KeepsAsync(more));
        // New by then, and known now: another analysis tells something else.
        Assert.False(await KeepsAsync(more));
        string twinLake = _workspace.Copy(_workspace.Lake, "twin-lake"), twinOut = _workspace.Copy(_workspace.Out, "twin-out");

        CliResult kept = await RunAsync(_workspace.Lake, _workspace.Out, more);
        CliResult whole = await RunAsync(twinLake, twinOut, [.. more, "--threads", "2"]);

        Assert.Contains("Nothing has changed since the analysis of", kept.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("Nothing has changed", whole.Error, StringComparison.Ordinal);
        Assert.Equal((whole.ExitCode, whole.Out), (kept.ExitCode, kept.Out));
        ResultsHelper.AssertEqual(twinOut, _workspace.Out);
        foreach (string view in new[] { "incidents", "affected_messages" })
            Assert.Equal(Rows(twinLake, view), Rows(_workspace.Lake, view));
        Assert.Equal(Memory(twinLake), Memory(_workspace.Lake));
    }

    [Fact]
    public async Task Kept_results_are_sealed_and_say_when_they_were_found()
    {
        _workspace.Copy(Repository.DataSamples("clean"), "logs");
        Assert.False(await KeepsAsync());
        Assert.True(await KeepsAsync());
        JsonNode run = Run(), findings = JsonNode.Parse(File.ReadAllText(Path.Combine(_workspace.Out, "findings.json")))!;

        Assert.Equal((string)findings["generated_at"]!, (string)run["analyzed_at"]!);
        Assert.True(string.CompareOrdinal((string)run["analyzed_at"]!, (string)run["started_at"]!) < 0);
        Assert.Equal(2, File.ReadLines(Path.Combine(_workspace.Out, "run-log.jsonl")).Count());
        Assert.Equal(0, (await CliRunner.RunAsync("verify", "--out", _workspace.Out)).ExitCode);
        Assert.Equal(2, LakeHelper.Number(_workspace.Lake, "SELECT count(*) FROM runs WHERE exit_code = 0"));
    }

    [Theory]
    [InlineData("log")]
    [InlineData("option")]
    [InlineData("export")]
    [InlineData("result altered")]
    [InlineData("result gone")]
    [InlineData("result added")]
    [InlineData("other folder")]
    [InlineData("other analysis")]
    [InlineData("memory")]
    [InlineData("view")]
    [InlineData("table gone")]
    [InlineData("unread logs")]
    public async Task Whatever_has_changed_is_analysed(string change)
    {
        string export = _workspace.Write("exports/domains.csv", "\"Name\",\"DomainName\",\"DomainType\"\n\"contoso.com\",\"contoso.com\",\"Authoritative\"\n");
        _workspace.Copy(Repository.DataSamples("clean"), "logs");
        Assert.False(await KeepsAsync("--exports", export));
        string output = _workspace.Out, state = Path.Combine(_workspace.Lake, "_state");
        string[] more = ["--exports", export];
        switch (change)
        {
            case "log":
                File.AppendAllText(Directory.EnumerateFiles(_workspace.Logs, "*.LOG", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Last(), "2026-03-11T00:59:00.000Z,Outbound,08DE7B0000000000,0,,198.51.100.25:25,*,,attempting to connect\r\n");
                break;
            case "option":
                more = [.. more, "--hosted-domain", "contoso.com"];
                break;
            case "export":
                File.AppendAllText(export, "\"fabrikam.com\",\"fabrikam.com\",\"Authoritative\"\n");
                break;
            case "result altered":
                File.AppendAllText(Path.Combine(output, "report.md"), "more");
                break;
            case "result gone":
                File.Delete(Path.Combine(output, "report.html"));
                break;
            case "result added":
                _workspace.Write("out/notes.txt", "mine");
                break;
            case "other folder":
                output = _workspace.Copy(output, "elsewhere");
                break;
            case "other analysis":
                await CliRunner.RunAsync("analyze", "--lake", _workspace.Lake, "--out", _workspace.PathOf("elsewhere"), "--to", "2026-03-10T12:00Z");
                break;
            case "memory":
                File.WriteAllText(Directory.EnumerateFiles(state, "known_incidents-*").Single(), "damaged");
                break;
            case "view":
                File.Delete(Directory.EnumerateFiles(state, "incidents-*").Order(StringComparer.Ordinal).First(file => File.ReadAllText(Path.Combine(state, "analysis.json")).Contains(Path.GetFileName(file), StringComparison.Ordinal)));
                break;
            case "table gone":
                File.Delete(Directory.EnumerateFiles(Path.Combine(_workspace.Lake, "events"), "*.parquet", SearchOption.AllDirectories).First());
                break;
            case "unread logs":
                File.WriteAllText(Path.Combine(state, "unread_logs.jsonl"), "\n");
                break;
        }

        CliResult result = await RunAsync(_workspace.Lake, output, more);
        Assert.DoesNotContain("Nothing has changed", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rules_of_ones_own_and_pseudonyms_are_worked_out_each_time()
    {
        string rules = _workspace.PathOf("rules");
        _workspace.Copy(Repository.DataSamples("clean"), "logs");
        Assert.Equal(0, (await CliRunner.RunAsync("rules", "init", rules)).ExitCode);
        foreach (string[] more in new string[][] { ["--rules", rules], ["--redact", "--redact-key", _workspace.PathOf("case.key")] })
        {
            string output = _workspace.PathOf(more[0]);
            for (int i = 0; i < 2; i++)
                Assert.DoesNotContain("Nothing has changed", (await RunAsync(_workspace.Lake, output, more)).Error, StringComparison.Ordinal);
        }
    }

    private async Task<bool> KeepsAsync(params string[] more) =>
        (await RunAsync(_workspace.Lake, _workspace.Out, more)).Error.Contains("Nothing has changed", StringComparison.Ordinal);

    private Task<CliResult> RunAsync(string lake, string output, string[] more) =>
        CliRunner.RunAsync(["run", _workspace.Logs, "--lake", lake, "--out", output, .. more]);

    private JsonNode Run() => JsonNode.Parse(File.ReadAllText(Path.Combine(_workspace.Out, "run.json")))!;

    private static string Rows(string lake, string view) => JsonSerializer.Serialize(LakeHelper.Rows(lake, $"SELECT COLUMNS(name -> name <> 'analyzed_at') FROM {view}"));

    private static string Memory(string lake)
    {
        string pointer = (string)JsonNode.Parse(File.ReadAllText(Path.Combine(lake, "_state/analysis.json")))!["known_incidents"]!;
        JsonObject memory = JsonNode.Parse(File.ReadAllText(Path.Combine(lake, pointer)))!.AsObject();
        foreach (JsonObject analysis in memory["analyses"]!.AsArray().OfType<JsonObject>())
            analysis.Remove("analyzed_at");
        return memory.ToJsonString();
    }
}
