using LogAnalytics.Reports.Findings;
using LogAnalytics.Tests.Queries;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.EndToEnd;

/// <summary>What the user tells about connectors, remotes and domains decides which sessions count.</summary>
[Collection(ConsoleCollection.Name)]
public sealed class RelevanceTests(SampleLake lake) : IClassFixture<SampleLake>, IDisposable
{
    private const string Relay = "Outbound to Office 365 - 7ca6c2db-0e7d-469f-a415-53d7baa8ce39";

    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public async Task Without_options_nothing_is_told()
    {
        FindingsDocument findings = await AnalyseAsync(lake.Root);

        Assert.Single(findings.Incidents);
        Assert.Empty(findings.Overrides);
        Assert.DoesNotContain("Told beside the logs", Report());
    }

    [Theory]
    [InlineData("internal", 0)]
    [InlineData("mx_delivery", 0)]
    [InlineData("relay", 1)]
    public async Task Role_of_a_connector_decides_whether_its_failures_count(string role, int incidents)
    {
        FindingsDocument findings = await AnalyseAsync(lake.Root, "--relay-role", $"{Relay.ToUpperInvariant()}={role}");

        Assert.Equal(incidents, findings.Incidents.Count);
        Override told = Assert.Single(findings.Overrides);
        Assert.Equal(("relay_role", role, "given by the user", true), (told.Kind, told.Value, told.Source, told.ByUser));
        Assert.Equal(LakeHelper.Number(lake.Root, $"SELECT count(*) FROM sessions WHERE connector_id = '{Relay}'"), told.Sessions);
        Assert.Contains("given by the user", Report());
        Assert.Contains("\"by_user\": true", File.ReadAllText(Path.Combine(_workspace.Out, "run.json")));
        // Somebody else's connector to the tenant stays what the logs let conclude.
        Assert.Contains(findings.Observations, seen => seen.Kind == "not_observable" && seen.Text.Contains("Tenant mailboxes", StringComparison.Ordinal));
        if (role == "mx_delivery")
            Assert.Contains(findings.Observations, seen => seen.Kind == "partner_refusal");
    }

    [Fact]
    public async Task Role_shows_in_the_evidence_with_what_the_logs_alone_say()
    {
        FindingsDocument findings = await AnalyseAsync(lake.Root, "--relay-role", $"{Relay}=tenant_only");

        Observation seen = Assert.Single(findings.Observations, seen => seen.Kind == "not_observable" && seen.Text.Contains(Relay, StringComparison.Ordinal));
        Assert.StartsWith("given by the user; the logs alone: relay, ", seen.Evidence["relay_evidence"]!.ToString(), StringComparison.Ordinal);
        // The views of a query know nothing of it.
        Assert.Equal(0, LakeHelper.Number(lake.Root, $"SELECT count(*) FROM sessions WHERE connector_id = '{Relay}' AND relay_role <> 'relay'"));
    }

    [Fact]
    public async Task Family_of_a_domain_of_hosts_decides_and_the_longer_name_wins()
    {
        FindingsDocument other = await AnalyseAsync(lake.Root, "--remote-family", "outlook.com=other");
        FindingsDocument both = await AnalyseAsync(lake.Root, "--remote-family", "outlook.com=other", "--remote-family", "protection.outlook.com=exchange_online");

        Assert.Empty(other.Incidents);
        Assert.Equal(0, other.Checks.Single(check => check.Id == "attribution_onset").Sessions);
        Assert.Single(both.Incidents);
        Assert.Equal([0L, 1L], both.Overrides.Select(told => Math.Min(told.Sessions, 1)).Order());
    }

    [Fact]
    public async Task Hosted_domain_takes_its_messages_out()
    {
        await LakeHelper.ConvertAsync(_workspace.Lake, Repository.DataSamples("clean"));
        string domain = (string)LakeHelper.Rows(_workspace.Lake, """
            SELECT recipient_domain FROM recipients JOIN sessions USING (server, service, session_id)
            WHERE relay_role = 'relay' AND recipients.outcome = 'accepted' AND recipient_domain NOT LIKE '%.onmicrosoft.com'
            GROUP BY ALL ORDER BY count(*) DESC, recipient_domain LIMIT 1
            """)[0][0]!;
        FindingsDocument before = await AnalyseAsync(_workspace.Lake);
        FindingsDocument after = await AnalyseAsync(_workspace.Lake, "--hosted-domain", domain.ToUpperInvariant());

        static long Trials(FindingsDocument findings) => findings.Checks.Single(check => check.Id == "attribution_onset").Sessions;
        Assert.InRange(Trials(after), 1, Trials(before) - 1);
        Assert.True(Assert.Single(after.Overrides).Sessions > 0);
    }

    private string Report() => File.ReadAllText(Path.Combine(_workspace.Out, "report.md"));

    private async Task<FindingsDocument> AnalyseAsync(string root, params string[] more)
    {
        CliResult result = await CliRunner.RunAsync(["analyze", "--lake", root, "--out", _workspace.Out, "--quiet", .. more]);
        Assert.True(result.ExitCode == 0, result.Error);
        return FindingsJson.Read<FindingsDocument>(File.ReadAllText(Path.Combine(_workspace.Out, "findings.json")));
    }
}
