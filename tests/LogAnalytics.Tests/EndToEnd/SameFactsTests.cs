using System.Globalization;
using System.Text.Json;
using CsvHelper;
using LogAnalytics.Reports.Findings;
using LogAnalytics.Reports.Text;
using LogAnalytics.Tests.Reports;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.EndToEnd;

/// <summary>report.md, incidents.csv, findings.json, findings.sarif, timeline.jsonl and the views say the same facts.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class SameFactsTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public static TheoryData<string> Samples =>
        [.. Directory.EnumerateDirectories(Repository.DataSamples("")).Select(path => Path.GetFileName(path)!).Order(StringComparer.Ordinal)];

    public void Dispose() => _workspace.Dispose();

    [Theory, MemberData(nameof(Samples))]
    public async Task Every_output_says_the_same(string sample)
    {
        // Of the second run nothing is new.
        for (int run = 0; run < 2; run++)
        {
            CliResult result = await CliRunner.RunAsync("run", Repository.DataSamples(sample), "--lake", _workspace.Lake, "--out", _workspace.Out, "--format", "sarif", "--format", "timesketch");
            AssertSame(result.Out, isNew: run == 0);
        }
    }

    private void AssertSame(string console, bool isNew)
    {
        FindingsDocument findings = FindingsJson.Read<FindingsDocument>(Read("findings.json"));
        string sarif = Read("findings.sarif");
        SarifAssert.IsValid(sarif);
        using JsonDocument log = JsonDocument.Parse(sarif);
        JsonElement[] results = [.. log.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray()];
        Assert.Equal(findings.Incidents.Count + findings.Observations.Count, results.Length);
        List<Dictionary<string, string>> csv = Csv(Read("incidents.csv"));
        Assert.Equal(findings.Incidents.Count, csv.Count);
        string[] report = Read("report.md").Split('\n');
        List<object?[]> view = LakeHelper.Rows(_workspace.Lake, "SELECT id, first_bad, failed_during, cause, novelty FROM incidents");
        Assert.Equal(findings.Incidents.Count, view.Count);
        string page = Read("report.html");
        string[] timeline = Read("timeline.jsonl").Split('\n');

        for (int i = 0; i < findings.Incidents.Count; i++)
        {
            Incident incident = findings.Incidents[i];
            Assert.Equal(isNew, incident.Novelty == "new");
            Assert.Contains($" {incident.Id} ({Say.Novelty(incident)})", console, StringComparison.Ordinal);
            Assert.Contains($"{incident.Severity}, {Say.Novelty(incident)}, ", page, StringComparison.Ordinal);
            AssertCsv(incident, csv[i]);
            AssertReport(incident, report);
            AssertSarif(incident, results[i]);
            Assert.Contains(view, row => row[0] as string == incident.Id && Say.Iso((DateTime)row[1]!) == Say.Iso(incident.Onset.FirstBad.Time)
                && (long)row[2]! == incident.Counts.FailedDuring && row[3] as string == incident.Causes[0].Id && row[4] as string == incident.Novelty);
            string[] events = [.. timeline.Where(line => line.Contains($"\"incident\":\"{incident.Id}\"", StringComparison.Ordinal))];
            Assert.Contains(events, line => line.Contains("\"Attribution refused\"", StringComparison.Ordinal));
            Assert.All(events, line => Assert.Contains($"\"novelty\":\"{incident.Novelty}\"", line, StringComparison.Ordinal));
            Assert.Contains(timeline, line => line.Contains(incident.Id, StringComparison.Ordinal) && line.Contains(incident.State == "onset" ? "\"Onset\"" : "\"First seen failing\"", StringComparison.Ordinal)
                && line.Contains(Say.Iso(incident.Onset.FirstBad.Time), StringComparison.Ordinal));
        }
    }

    private static void AssertCsv(Incident incident, Dictionary<string, string> row)
    {
        Assert.Equal(
            [incident.Id, incident.Severity, incident.State, incident.Status, incident.Novelty, incident.Family, incident.Causes[0].Id, Iso(incident.Onset.LastGood), Iso(incident.Onset.FirstBad),
                Iso(incident.Recovery.LastBad), Iso(incident.Recovery.FirstGood), incident.Onset.FirstBad.SessionId, string.Join(';', incident.Scope.Servers),
                Text(incident.Counts.FailedDuring), Text(incident.Counts.SessionsDuring), Text(incident.Counts.RecipientsRefused)],
            new[]
            {
                "id", "severity", "state", "status", "novelty", "family", "cause", "last_good", "first_bad", "last_bad", "first_good", "first_bad_session", "servers", "failed", "trials", "recipients_refused",
            }.Select(column => row[column]));
    }

    private static void AssertReport(Incident incident, string[] lines)
    {
        int start = Array.FindIndex(lines, line => line.StartsWith($"- **Incident** {incident.Id}, {incident.Severity}, {Say.Novelty(incident)},", StringComparison.Ordinal));
        Assert.True(start > 0, $"{incident.Id} is not in report.md");
        int end = Array.FindIndex(lines, start, line => line.StartsWith("## ", StringComparison.Ordinal));
        string section = string.Join('\n', lines[(start - 2)..(end < 0 ? lines.Length : end)]);
        Assert.Contains(MarkdownReport.Cell(Say.Headline(incident)), section, StringComparison.Ordinal);
        Assert.Contains($"{Say.Count(incident.Counts.FailedDuring)} of {Say.Count(incident.Counts.SessionsDuring)} messages failed", section, StringComparison.Ordinal);
        Assert.Contains($"{Say.Count(incident.Counts.RecipientsRefused)} recipients of {Say.Count(incident.Counts.Senders)} senders", section, StringComparison.Ordinal);
        Assert.Contains(Say.Words(incident.Causes[0].Id), section, StringComparison.Ordinal);
        foreach (TrialPoint point in new[] { incident.Onset.LastGood, incident.Onset.LastInformativeGood, incident.Onset.FirstBad, incident.Recovery.LastBad, incident.Recovery.FirstGood }.OfType<TrialPoint>())
            Assert.Contains($"| {Say.Iso(point.Time)} | {MarkdownReport.Cell(point.Server)} | {MarkdownReport.Cell(point.SessionId)} | {MarkdownReport.Cell(point.File!)}:{point.Line} |", section, StringComparison.Ordinal);
    }

    private static void AssertSarif(Incident incident, JsonElement result)
    {
        JsonElement facts = result.GetProperty("properties");
        Assert.Equal((incident.Causes[0].Id, incident.Id), (result.GetProperty("ruleId").GetString(), result.GetProperty("partialFingerprints").GetProperty("incidentId/v1").GetString()));
        Assert.Equal(
            [incident.Severity, incident.Status, incident.Novelty, Iso(incident.Onset.FirstBad), Iso(incident.Onset.LastGood), Iso(incident.Recovery.FirstGood)],
            new[] { "severity", "status", "novelty", "first_bad", "last_good", "first_good" }.Select(name => facts.GetProperty(name).GetString() ?? ""));
        Assert.Equal(
            [incident.Counts.FailedDuring, incident.Counts.SessionsDuring, incident.Counts.RecipientsRefused],
            new[] { "failed_during", "sessions_during", "recipients_refused" }.Select(name => facts.GetProperty(name).GetInt64()));
        Assert.Equal(incident.Novelty switch { "new" => "new", "ongoing" => "unchanged", _ => "absent" }, result.GetProperty("baselineState").GetString());
        JsonElement place = result.GetProperty("locations")[0].GetProperty("physicalLocation");
        Assert.Equal((incident.Onset.FirstBad.File, incident.Onset.FirstBad.Line), (Uri.UnescapeDataString(place.GetProperty("artifactLocation").GetProperty("uri").GetString()!), place.GetProperty("region").GetProperty("startLine").GetInt64()));
    }

    private string Read(string name) => File.ReadAllText(Path.Combine(_workspace.Out, name)).ReplaceLineEndings("\n");

    private static List<Dictionary<string, string>> Csv(string text)
    {
        using CsvReader csv = new(new StringReader(text), CultureInfo.InvariantCulture);
        List<Dictionary<string, string>> rows = [];
        csv.Read();
        csv.ReadHeader();
        while (csv.Read())
            rows.Add(csv.HeaderRecord!.ToDictionary(column => column, column => csv.GetField(column)!));
        return rows;
    }

    private static string Iso(TrialPoint? point) => point is null ? "" : Say.Iso(point.Time);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
