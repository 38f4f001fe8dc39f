using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using LogAnalytics.Reports.Findings;
using LogAnalytics.Reports.Text;
using LogAnalytics.Samples;
using LogAnalytics.Tests.Samples;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.EndToEnd;

/// <summary>Every figure that report.html shows of an incident is what a statement gives that explain prints.</summary>
[Collection(ConsoleCollection.Name)]
public sealed partial class ReportNumbersTests : IDisposable
{
    private readonly Workspace _workspace = new();

    private Dictionary<string, JsonElement[]> _answers = [];

    private string _section = "";

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData("partial", true)]
    [InlineData("rollout", true)]
    [InlineData("server_certificate_differs", true)]
    [InlineData("tls_failure_fallback", true)]
    [InlineData("egress_ip_changed", true)]
    [InlineData("connector_changed", true)]
    [InlineData("pre_existing", false)]
    public async Task Every_figure_is_explained(string kind, bool hasOnset)
    {
        using TreeFolder tree = new(new SampleOptions { Incident = kind, Seed = 3, Servers = 3, Days = 2, SessionsPerServerHour = 8 });
        await CliRunner.RunAsync("run", tree.Root, "--lake", _workspace.Lake, "--out", _workspace.Out, "--from", "2026-03-10T02:00:00Z");
        FindingsDocument findings = FindingsJson.Read<FindingsDocument>(File.ReadAllText(Path.Combine(_workspace.Out, "findings.json")));
        string page = File.ReadAllText(Path.Combine(_workspace.Out, "report.html"));

        Assert.NotEmpty(findings.Incidents);
        foreach (Incident incident in findings.Incidents)
        {
            await ExplainAsync(incident);
            _section = Section(page, incident.Id);
            AssertRates(hasOnset);
            AssertTimeline();
            AssertAffected();
            if (hasOnset)
                AssertFirstUses();
        }

        // On the first screen: of the first incident.
        await ExplainAsync(findings.Incidents[0]);
        _section = Section(page, "answer");
        AssertFirstScreen();
        AssertServers();
        _section = Section(page, "lineage");
        AssertCertificates();
    }

    private async Task ExplainAsync(Incident incident)
    {
        CliResult result = await CliRunner.RunAsync("explain", incident.Id, "--lake", _workspace.Lake, "--out", _workspace.Out, "--format", "json", "--rows", "100000");
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        using JsonDocument explanation = JsonDocument.Parse(result.Out);
        _answers = explanation.RootElement.GetProperty("steps").Clone().EnumerateArray()
            .ToDictionary(step => step.GetProperty("name").GetString()!, step => step.GetProperty("answer").EnumerateArray().ToArray());
    }

    private void AssertRates(bool hasOnset)
    {
        List<string[]> rows = Table("Messages to the service that failed");
        Assert.Equal(Rate("during"), rows[1]);
        if (hasOnset)
            Assert.Equal(Rate("before"), rows[0]);

        string[] Rate(string period)
        {
            JsonElement row = Assert.Single(_answers[period]);
            return
            [
                period, Count(row, $"sessions_{period}"), Count(row, $"failed_{period}"), Say.Rate(row.GetProperty($"rate_{period}").GetDouble()),
                $"{Say.Rate(row.GetProperty($"rate_{period}_low").GetDouble())} to {Say.Rate(row.GetProperty($"rate_{period}_high").GetDouble())}", "",
            ];
        }
    }

    private void AssertTimeline()
    {
        Assert.Equal(
            _answers["timeline"].Select(row => (string[])[Time(row, "time"), Count(row, "passed"), Count(row, "unproven"), Count(row, "failed")]),
            Table("Messages per "));
        string chart = Words(Regex.Match(_section, "<desc[^>]*>(.*?)</desc>", RegexOptions.Singleline).Groups[1].Value);
        Assert.Contains($"{Say.Count(Sum("passed"))} messages passed, {Say.Count(Sum("failed"))} failed.", chart);

        long Sum(string column) => _answers["timeline"].Sum(row => row.GetProperty(column).GetInt64());
    }

    private void AssertAffected()
    {
        JsonElement all = Assert.Single(_answers["affected"], row => row.GetProperty("kind").GetString() == "all"), mail = Assert.Single(_answers["messages"]);
        string text = Words(_section);
        Assert.Contains(
            $"{Count(mail, "messages")} messages of {Count(mail, "senders")} senders. By message and recipient, each once however often it was tried, {Count(all, "recipients")}: "
            + $"{Count(all, "bounced")} bounced, {Count(all, "queued")} queued; {Count(all, "later_delivered")} were delivered later under the same message id", text);
        Assert.Equal(all.GetProperty("undecided").GetInt64() > 0, text.Contains($"and of {Count(all, "undecided")} nobody can tell", StringComparison.Ordinal));
        foreach ((string kind, string caption) in new[] { ("sender", "Senders"), ("recipient_domain", "Recipient domains") })
        {
            Assert.Equal(
                _answers["affected"].Where(row => row.GetProperty("kind").GetString() == kind).Take(20)
                    .Select(row => (string[])[row.GetProperty("value").GetString() is { Length: > 0 } value ? value : "<>", Count(row, "recipients"), Time(row, "first_refused_at"), Time(row, "last_refused_at")]),
                Table(caption));
        }
    }

    private void AssertFirstUses()
    {
        string text = Words(_section);
        foreach (JsonElement row in _answers["first_uses"])
        {
            TimeSpan lag = row.GetProperty("first_bad_at").GetDateTime() - row.GetProperty("first_used_at").GetDateTime();
            Assert.Equal(lag, TimeSpan.Parse(row.GetProperty("lag").GetString()!, CultureInfo.InvariantCulture));
            Assert.Contains($"First failure on {row.GetProperty("server").GetString()} {Say.Span(lag)} after {row.GetProperty("attribute").GetString()!.Replace('_', ' ')} ", text);
        }

        Assert.Equal(_answers["first_uses"].Length, Regex.Count(text, "First failure on "));
    }

    private void AssertFirstScreen()
    {
        JsonElement during = Assert.Single(_answers["during"]), mail = Assert.Single(_answers["messages"]), scope = Assert.Single(_answers["scope"]);
        Assert.Contains(
            $"{Count(during, "failed_during")} of {Count(during, "sessions_during")} messages failed ({Say.Rate(during.GetProperty("rate_during").GetDouble())}; before:", Words(_section));
        Assert.Contains(
            $"{Count(Assert.Single(_answers["recipients"]), "recipients_refused")} recipients of {Count(mail, "senders")} senders: {Say.Fate(scope.GetProperty("reply_code").GetInt32())}.", Words(_section));
    }

    private void AssertServers()
    {
        Assert.Equal(
            _answers["servers"].Select(row => string.Join('|', row.GetProperty("server").GetString(), row.GetProperty("connector").GetString(), Time(row, "last_good"), Time(row, "first_bad"), Failed(row))).Order(),
            Table("Where each server stands").Select(cells => string.Join('|', cells[0], cells[1], cells[4], cells[5], cells[6])).Order());
        foreach (IGrouping<string, JsonElement> server in _answers["servers"].GroupBy(row => row.GetProperty("server").GetString()!))
        {
            long passed = server.Sum(row => row.GetProperty("passed_during").GetInt64()), failed = server.Sum(row => row.GetProperty("failed_during").GetInt64());
            Assert.Equal(failed == 0 && passed > 0, Words(_section).Contains($"{server.Key} ({Say.Count(passed)} passed)", StringComparison.Ordinal));
        }

        static string Failed(JsonElement row)
        {
            long trials = row.GetProperty("passed_during").GetInt64() + row.GetProperty("failed_during").GetInt64();
            return trials == 0 ? "no mail" : $"{Count(row, "failed_during")} of {Say.Count(trials)} ({Say.Rate(row.GetProperty("rate_during").GetDouble())})";
        }
    }

    // The lanes are drawn of them; as text they stand where all that servers used does.
    private void AssertCertificates()
    {
        HashSet<string> used = [.. Table("Certificates, public addresses").Select(cells => string.Join('|', cells[0], cells[2], cells[4], cells[5], cells[6], cells[7]))];
        Assert.NotEmpty(_answers["certificates"]);
        Assert.All(_answers["certificates"], row => Assert.Contains(
            string.Join('|', row.GetProperty("server").GetString(), row.GetProperty("connector").GetString(), row.GetProperty("certificate").GetString() ?? "none", Time(row, "first_seen"), Time(row, "last_seen"), Count(row, "sessions")),
            used));
    }

    private static string Section(string page, string id) => Regex.Match(page, $"<section id=\"{id}\".*?</section>", RegexOptions.Singleline).Value;

    /// <summary>The cells of the table whose caption begins so.</summary>
    private List<string[]> Table(string caption)
    {
        Match table = Regex.Match(_section, $"<caption>{caption}[^<]*</caption>.*?<tbody>(.*?)</tbody>", RegexOptions.Singleline);
        Assert.True(table.Success, caption);
        return [.. Rows().Matches(table.Groups[1].Value).Select(row => Cells().Matches(row.Groups[1].Value).Select(cell => Words(cell.Groups[1].Value)).ToArray())];
    }

    private static string Count(JsonElement row, string column) => Say.Count(row.GetProperty(column).GetInt64());

    private static string Time(JsonElement row, string column) =>
        Say.Time(row.GetProperty(column) is { ValueKind: JsonValueKind.String } time ? time.GetDateTime().ToUniversalTime() : null);

    private static string Words(string markup) => Regex.Replace(WebUtility.HtmlDecode(Tags().Replace(markup, "")), @"\s+", " ").Trim();

    [GeneratedRegex("<tr[^>]*>(.*?)</tr>", RegexOptions.Singleline)]
    private static partial Regex Rows();

    [GeneratedRegex("<t[dh](?: [^>]*)?>(.*?)</t[dh]>", RegexOptions.Singleline)]
    private static partial Regex Cells();

    [GeneratedRegex("<[^>]*>")]
    private static partial Regex Tags();
}
