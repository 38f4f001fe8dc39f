using LogAnalytics.Reports.Findings;
using LogAnalytics.Samples;
using LogAnalytics.Tests.Samples;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.EndToEnd;

/// <summary>A family of the user's own that counts as failed attribution.</summary>
[Collection(ConsoleCollection.Name)]
public class UserFamilyTests
{
    [Theory]
    [InlineData("450 4.7.99 RegionMoved", "450\t4.7.99", 450, "recipients queued (450 is retried; expires after two days by default)")]
    [InlineData("554 5.7.99 RegionMoved", "\t5.7.99", 554, "recipients bounced (554 is not retried)")]
    public async Task Run_says_the_fate_that_the_reply_code_means(string reply, string codes, int replyCode, string fate)
    {
        using TreeFolder tree = new(new SampleOptions { Incident = "certificate_name_changed", Seed = 3, Dialect = SampleDialect.New, Servers = 1, Days = 1, SessionsPerServerHour = 6 });
        using Workspace workspace = new();
        foreach (string log in tree.Logs().ToArray())
            File.WriteAllText(log, File.ReadAllText(log).Replace("550 5.7.64 TenantAttribution", reply, StringComparison.Ordinal));

        string table = workspace.Write("families.tsv", $"my_service\tA\t{codes}\tRegionMoved\tmoved\tours\n");

        CliResult result = await CliRunner.RunAsync("run", tree.Root, "--lake", workspace.Lake, "--out", workspace.Out, "--taxonomy", table);

        FindingsDocument findings = FindingsJson.Read<FindingsDocument>(File.ReadAllText(Path.Combine(workspace.Out, "findings.json")));
        Incident incident = Assert.Single(findings.Incidents, incident => incident.Severity == "major");
        Assert.Equal(("my_service", replyCode), (incident.Family, incident.ReplyCode));
        Assert.Contains($"{replyCode} my_service began between", result.Out, StringComparison.Ordinal);
        Assert.Contains(fate, result.Out, StringComparison.Ordinal);
    }
}
