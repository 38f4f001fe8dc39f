using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using LogAnalytics.Reports.Details;
using LogAnalytics.Reports.Findings;
using LogAnalytics.Reports.Text;
using LogAnalytics.Tests.Generators;

namespace LogAnalytics.Tests.Reports.Html;

public class HtmlReportTests
{
    private const int MostBytes = 5_000_000;

    private static readonly string[] _hostile =
    [
        "<script>alert(1)</script>", "\"><img src=x onerror=alert(1)>", "' onfocus='alert(1)' autofocus='", "</td></table></main><svg onload=alert(1)>", "javascript:alert(1)",
        "<!--", "]]>", "&lt;script&gt;", "</style><style>*{display:none}", "\u202Ereversed\0", new string('<', 7_000), "{{7*7}}", "<meta http-equiv=refresh content=0>",
    ];

    [Fact]
    public void Write_nothing_found_says_what_was_looked_at()
    {
        FindingsDocument findings = ReportBuilder.Plain.Findings(0);
        string answer = Page.Of(findings, ReportDetails.None).Section("answer");

        Assert.Contains("No attribution incident found", answer);
        Assert.Contains(MarkdownReport.NothingFound(findings), answer);
        Assert.Contains("fabrikam.com refused 3 recipients", answer);
    }

    [Fact]
    public void Write_an_empty_lake_says_that_there_was_nothing_to_look_at()
    {
        FindingsDocument empty = ReportBuilder.Plain.Findings(0) with { Coverage = [], Checks = [], Observations = [], From = null, To = null };

        Assert.Contains("nothing to find one in", Page.Of(empty, ReportDetails.None).Section("answer"));
    }

    [Theory]
    [InlineData("ongoing", 550, "Still failing", "Mail bounced")]
    [InlineData("recovered", 451, "Recovered", "Mail queued")]
    [InlineData("ongoing", null, "Still failing", "Mail refused")]
    public void Write_first_screen_answers(string status, int? replyCode, string state, string fate)
    {
        FindingsDocument findings = ReportBuilder.Plain.Findings(1, status, replyCode);
        string answer = Page.Of(findings, ReportBuilder.Plain.Details(findings)).Section("answer");

        string words = Regex.Replace(answer, @"\s+", " ");
        Assert.All(
            [
                state, fate, "certificate name changed (strong)", "EX01/SEND.LOG:23", "EX01/SEND.LOG:44", "13 of 13 (100.0 %)", "*.contoso.com",
                "Healthy meanwhile: EX02 (4 passed)", "Get-InboundConnector", "Set-InboundConnector -Identity 'x'", "Changed 23 min before the first failure", "no mail",
            ],
            fact => Assert.Contains(fact, words));
        Assert.Contains(Say.Headline(findings.Incidents[0]), Regex.Replace(words, @" (?= )|(?<=\d) (?=\d\d:)", " "));
    }

    [Fact]
    public void Write_several_incidents_lists_each_and_shows_as_many_as_open_at_once()
    {
        FindingsDocument findings = ReportBuilder.Plain.Findings(40);
        Page page = Page.Of(findings, ReportBuilder.Plain.Details(findings));

        Assert.All(findings.Incidents, incident => Assert.Contains(incident.Id, page.Section("answer")));
        Assert.Equal(25, page.Tags.Count(tag => tag.Attributes.GetValueOrDefault("class") == "incident"));
        AssertLinksLead(page);
    }

    [Fact]
    public void Write_several_incidents_says_so_before_the_first_of_them()
    {
        FindingsDocument findings = ReportBuilder.Plain.Findings(3);

        Assert.Matches(@"The first of\s+3 incidents \(1 major, 2 minor\)\s*:.*Still failing", Regex.Replace(Page.Of(findings, ReportDetails.None).Section("answer"), @"\s+", " "));
        Assert.DoesNotContain("The first of", Page.Of(ReportBuilder.Plain.Findings(1), ReportDetails.None).Section("answer"));
    }

    [Fact]
    public void Write_shows_the_servers_of_the_incident_first_and_folds_the_many_others()
    {
        FindingsDocument findings = ReportBuilder.Plain.Findings(1);
        DateTime bad = findings.Incidents[0].Onset.FirstBad.Time;
        ServerStanding[] servers =
        [
            // Another incident's failures do not put a server first.
            .. Enumerable.Range(10, 20).Select(i => new ServerStanding($"EX{i}", "Outbound", "AAAA1111", bad, null, null, 9, i % 2)),
            new ServerStanding("EX77", "Outbound", "AAAA1111", bad.AddHours(-1), null, null, 0, 0),
            new ServerStanding("EX77", "Outbound", "BBBB2222", null, bad, bad, 0, 5),
        ];
        findings = findings with { Incidents = [findings.Incidents[0] with { Servers = servers }] };

        Page page = Page.Of(findings, ReportDetails.None);
        string answer = Regex.Replace(page.Section("answer"), @"\s+", " ");

        int[] places = [.. new[] { "Failed during", "5 of 5 (100.0 %)", "no mail", " EX10 ", " EX19 ", "10 more rows", " EX20 ", " EX29 " }.Select(text => answer.IndexOf(text, StringComparison.Ordinal))];
        Assert.All(places, place => Assert.True(place >= 0));
        Assert.Equal(places.Order(), places);
        Assert.True(Array.FindIndex(Regex.Matches(page.Body, "<details>|EX20").Select(match => match.Value).ToArray(), value => value == "EX20") == 1);
    }

    [Fact]
    public void Write_says_how_many_rows_are_left_out_and_where_they_are()
    {
        FindingsDocument findings = ReportBuilder.Plain.Findings(1);

        Assert.Contains("And 6 more: SELECT * FROM certificate_endpoints lists them.", Page.Of(findings, ReportBuilder.Plain.Details(findings)).Section("endpoints"));
    }

    [Fact]
    public void Write_names_in_its_policy_just_the_style_and_the_script_that_it_holds()
    {
        Page page = Page.Of(ReportBuilder.Plain.Findings(0), ReportDetails.None);
        string policy = page.Tags.Single(tag => tag.Attributes.ContainsKey("http-equiv")).Attributes["content"];

        Assert.Equal($"default-src 'none'; style-src {Hash("style")}; script-src {Hash("script")}; base-uri 'none'; form-action 'none'", policy);

        string Hash(string tag) =>
            $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(Regex.Match(page.Markup, $"<{tag}>(.*?)</{tag}>", RegexOptions.Singleline).Groups[1].Value)))}'";
    }

    [Fact]
    public void Write_has_unique_ids_and_links_that_lead_somewhere()
    {
        FindingsDocument findings = ReportBuilder.Plain.Findings(2, "recovered");
        AssertLinksLead(Page.Of(findings, ReportBuilder.Plain.Details(findings)));
    }

    [Fact]
    public void Write_hostile_text_has_the_same_tags_and_attributes_as_harmless_text()
    {
        FindingsDocument plain = ReportBuilder.Plain.Findings(2);
        string[] expected = Shape(Page.Of(plain, ReportBuilder.Plain.Details(plain)));
        foreach (string hostile in _hostile)
        {
            ReportBuilder builder = new(value => value + hostile);
            FindingsDocument findings = builder.Findings(2);
            Assert.Equal(expected, Shape(Page.Of(findings, builder.Details(findings))));
        }
    }

    [Fact]
    public void Write_no_tag_runs_script_asks_for_anything_or_carries_a_style()
    {
        FindingsDocument findings = ReportBuilder.Plain.Findings(2);
        Page page = Page.Of(findings, ReportBuilder.Plain.Details(findings));

        Assert.All(page.Tags, tag =>
        {
            Assert.DoesNotContain(tag.Name, (string[])["img", "iframe", "object", "embed", "link", "base", "form", "audio", "video", "image", "use"]);
            Assert.DoesNotContain(tag.Attributes.Keys, name => name.StartsWith("on", StringComparison.Ordinal) || name is "style" or "src" or "srcset" or "action" or "xlink:href");
            if (tag.Attributes.TryGetValue("href", out string? target))
                Assert.Matches("^(#|https://learn[.]microsoft[.]com/)", target);
        });
    }

    [Fact]
    public void Write_twenty_incidents_of_twenty_thousand_characters_a_value_stay_small()
    {
        ReportBuilder builder = new(value => value + new string('x', 20_000));
        FindingsDocument findings = builder.Findings(20);

        Assert.InRange(Encoding.UTF8.GetByteCount(Page.Of(findings, builder.Details(findings)).Markup), 1, MostBytes);
    }

    // Names of tags and of attributes, in order; numbers of shapes differ with the text that they stand for.
    private static string[] Shape(Page page) => [.. page.Tags.Select(tag => $"{tag.Name} {string.Join(' ', tag.Attributes.Keys)}")];

    private static void AssertLinksLead(Page page)
    {
        string[] ids = [.. page.Tags.Select(tag => tag.Attributes.GetValueOrDefault("id")).OfType<string>()];
        Assert.Equal(ids.Distinct(), ids);
        Assert.Empty(page.Tags.Select(tag => tag.Attributes.GetValueOrDefault("href")).OfType<string>().Where(href => href.StartsWith('#')).Select(href => href[1..]).Except(ids));
    }
}
