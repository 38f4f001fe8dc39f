using System.Text.Json.Nodes;
using CsCheck;
using Json.Schema;
using LogAnalytics.Reports.Findings;
using LogAnalytics.Tests.Generators;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Reports;

/// <summary>findings.json and run.json keep to the schemas that are shipped, and the schemas refuse what is wrong.</summary>
[Collection(ConsoleCollection.Name)]
public class SchemaTests
{
    private static readonly EvaluationOptions _options = new() { OutputFormat = OutputFormat.List, RequireFormatValidation = true };
    private static readonly JsonSchema _findings = JsonSchema.FromText(FindingsSchemas.Text("findings"));
    private static readonly JsonSchema _run = JsonSchema.FromText(FindingsSchemas.Text("run"));

    public static TheoryData<string> Samples =>
        [.. Directory.EnumerateDirectories(Repository.DataSamples("")).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Samples))]
    public async Task Results_of_a_run_are_valid(string sample)
    {
        using Workspace workspace = new();
        string exports = Path.Combine(Repository.DataSamples(sample), "exports");
        await CliRunner.RunAsync(["run", Repository.DataSamples(sample), "--lake", workspace.Lake, "--out", workspace.Out, .. Directory.Exists(exports) ? ["--exports", exports] : Array.Empty<string>()]);

        AssertValid(_findings, File.ReadAllText(Path.Combine(workspace.Out, "findings.json")));
        AssertValid(_run, File.ReadAllText(Path.Combine(workspace.Out, "run.json")));
    }

    [Fact]
    public void Any_findings_are_valid() => FindingsGen.Document.Sample(findings => AssertValid(_findings, FindingsJson.Write(findings)), iter: 200);

    [Theory]
    [InlineData("$.schema", "\"loganalytics/findings/2\"")]
    [InlineData("$.generated_at", "\"yesterday\"")]
    [InlineData("$.incidents[0].severity", "\"grave\"")]
    [InlineData("$.incidents[0].counts.rate_during", "1.5")]
    [InlineData("$.incidents[0].counts.messages", "-1")]
    [InlineData("$.incidents[0].onset.first_bad", "null")]
    [InlineData("$.incidents[0].causes", "[]")]
    [InlineData("$.incidents[0].id", "\"1\"")]
    public void What_is_wrong_is_refused(string path, string value)
    {
        FindingsDocument whole = FindingsGen.Document.Where(findings => findings.Incidents.Count > 0).Single();
        JsonNode document = JsonNode.Parse(FindingsJson.Write(whole))!;
        JsonNode at = document;
        string[] steps = path.Replace("[0]", ".0", StringComparison.Ordinal).Split('.')[1..];
        foreach (string step in steps[..^1])
            at = step == "0" ? at[0]! : at[step]!;
        at[steps[^1]] = JsonNode.Parse(value);

        Assert.False(_findings.Evaluate(document, _options).IsValid);
    }

    private static void AssertValid(JsonSchema schema, string json)
    {
        EvaluationResults results = schema.Evaluate(JsonNode.Parse(json), _options);
        Assert.True(results.IsValid, string.Join('\n', results.Details.Where(detail => detail.HasErrors).SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation}: {error.Value}"))));
    }
}
