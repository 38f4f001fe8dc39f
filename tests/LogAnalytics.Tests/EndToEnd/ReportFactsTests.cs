using System.Globalization;
using System.Text.RegularExpressions;
using CsvHelper;
using LogAnalytics.Reports.Findings;
using LogAnalytics.Reports.Text;
using LogAnalytics.Tests.Reports.Html;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.EndToEnd;

/// <summary>report.html, report.md, incidents.csv, affected-messages.csv and findings.json say the same facts, and those are in the lake.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class ReportFactsTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData("certificate-name-changed")]
    [InlineData("smtp-inspection")]
    [InlineData("one-server-differs")]
    public async Task Run_says_the_same_everywhere(string sample)
    {
        Assert.Equal(0, (await CliRunner.RunAsync("run", Repository.DataSamples(sample), "--lake", _workspace.Lake, "--out", _workspace.Out, "--quiet")).ExitCode);
        FindingsDocument findings = FindingsJson.Read<FindingsDocument>(Output("findings.json"));
        string page = Words(new Page(Output("report.html")).Text);
        string markdown = Plain(Words(Output("report.md")));
        List<dynamic> incidents = Csv("incidents.csv");
        List<dynamic> affected = Csv("affected-messages.csv");

        Assert.NotEmpty(findings.Incidents);
        Assert.Equal(findings.Incidents.Count, incidents.Count);
        foreach (Incident incident in findings.Incidents)
        {
            string[] facts =
            [
                incident.Id, Say.Headline(incident), Say.Status(incident), Say.Fate(incident.ReplyCode),
                $"{Say.Count(incident.Counts.FailedDuring)} of {Say.Count(incident.Counts.SessionsDuring)} messages failed",
                $"{Say.Count(incident.Counts.RecipientsRefused)} recipients of {Say.Count(incident.Counts.Senders)} senders",
                Place(incident.Onset.LastGood!), Place(incident.Onset.FirstBad), Place(incident.Recovery.LastBad!),
                .. incident.Causes.SelectMany(cause => (string[])[Say.Words(cause.Id), .. cause.For, .. cause.Against, .. cause.Missing]),
                .. incident.Remediation.SelectMany(remedy => (string[])[remedy.Title, Words(remedy.Check), Words(remedy.Command ?? ""), remedy.Undo, remedy.Proof]),
            ];
            Assert.All(facts, fact => Assert.Contains(fact, page));
            Assert.All(facts, fact => Assert.Contains(Plain(fact), markdown));
            dynamic row = Assert.Single(incidents, row => row.id == incident.Id);
            Assert.Equal(Say.Iso(incident.Onset.LastGood!.Time), row.last_good);
            Assert.Equal(Say.Iso(incident.Onset.FirstBad.Time), row.first_bad);
            Assert.Equal(incident.Counts.FailedDuring.ToString(CultureInfo.InvariantCulture), row.failed);
            Assert.Equal(incident.Counts.RecipientsRefused, affected.Where(row => row.incident == incident.Id && row.recipient != "").Sum(row => long.Parse((string)row.refusals, CultureInfo.InvariantCulture)));
        }

        Assert.All(findings.Checks, check => Assert.Contains(check.Text, page));
        Assert.All(findings.Observations, observation => Assert.Contains(Words(observation.Text), page));
        AssertAffected(affected);
    }

    // Each row stands in the lake, at its line, as a refusal of the family; none is missing.
    private void AssertAffected(List<dynamic> affected)
    {
        HashSet<string> refused = [.. LakeHelper.Rows(_workspace.Lake, """
            SELECT concat_ws(' ', coalesce(r.sender, ''), r.recipient, r.internet_message_id, f.path, r.line_number)
            FROM recipients AS r JOIN files AS f USING (file_id) WHERE r.family = 'tenant_attribution'
            """).Select(row => (string)row[0]!)];
        List<dynamic> named = [.. affected.Where(row => row.recipient != "")];
        Assert.All(named, row => Assert.Contains($"{row.sender} {row.recipient} {row.internet_message_id} {row.file} {row.line}", refused));
        // Refused at MAIL FROM, so that no recipient was named, and at no other attempt either.
        Assert.Equal(
            LakeHelper.Number(_workspace.Lake, """
                SELECT count(DISTINCT (internet_message_id, sender)) FROM messages
                WHERE attribution_family = 'tenant_attribution'
                    AND internet_message_id NOT IN (SELECT internet_message_id FROM recipients WHERE family = 'tenant_attribution')
                """),
            affected.Count - named.Count);
        Assert.Equal(
            LakeHelper.Number(_workspace.Lake, "SELECT count(DISTINCT (internet_message_id, sender, recipient)) FROM recipients WHERE family = 'tenant_attribution'"), named.Count);
        Assert.Equal(
            LakeHelper.Number(_workspace.Lake, """
                SELECT count(*) FROM (
                    SELECT internet_message_id, sender, recipient, max(replied_at) AS at FROM recipients WHERE family = 'tenant_attribution' GROUP BY ALL) AS r
                WHERE EXISTS (
                    SELECT 1 FROM recipients AS a
                    WHERE a.outcome = 'accepted' AND a.internet_message_id = r.internet_message_id AND a.recipient = r.recipient AND a.replied_at > r.at)
                """),
            affected.Count(row => row.later_delivered == "yes"));
        Assert.All(affected, row => Assert.Equal("bounced", row.fate));
    }

    private string Output(string name) => File.ReadAllText(Path.Combine(_workspace.Out, name));

    private List<dynamic> Csv(string name)
    {
        using CsvReader reader = new(new StringReader(Output(name)), CultureInfo.InvariantCulture);
        return [.. reader.GetRecords<dynamic>()];
    }

    private static string Place(TrialPoint point) => $"{point.File}:{point.Line}";

    // Markdown escapes with backslashes; commands hold some of their own.
    private static string Plain(string text) => text.Replace("\\", "", StringComparison.Ordinal);

    private static string Words(string text) => Regex.Replace(text, @"\s+", " ").Trim();
}
