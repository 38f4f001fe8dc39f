using LogAnalytics.Diagnosis;
using LogAnalytics.Reports.Findings;
using LogAnalytics.Samples;
using LogAnalytics.Tests.Samples;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.EndToEnd;

/// <summary>The same trees without and with the exports of their administrator, through the whole tool.</summary>
[Collection(ConsoleCollection.Name)]
public class ExportTests
{
    private static readonly string[] _formats = ["csv", "json", "clixml", "xhcw"];

    // Cause and confidence at the top: without exports, and with them. The old dialect logs no dates of certificates.
    [Theory]
    [InlineData("cloud_side_change", "New", "cloud_side_change", Confidence.Moderate, "cloud_side_change", Confidence.Strong)]
    [InlineData("certificate_expired", "Old", "cloud_side_change", Confidence.Moderate, "certificate_expired", Confidence.Strong)]
    [InlineData("pre_existing", "New", "undetermined", Confidence.Weak, "certificate_name_changed", Confidence.Moderate)]
    [InlineData("certificate_name_changed", "Old", "certificate_name_changed", Confidence.Strong, "certificate_name_changed", Confidence.Strong)]
    [InlineData("egress_ip_changed", "New", "egress_ip_changed", Confidence.Strong, "egress_ip_changed", Confidence.Strong)]
    [InlineData("starttls_not_used", "New", "starttls_not_used", Confidence.Strong, "starttls_not_used", Confidence.Strong)]
    [InlineData("certificate_chain", "New", "certificate_chain", Confidence.Moderate, "certificate_chain", Confidence.Moderate)]
    public async Task Exports_decide_what_the_logs_alone_leave_open(string kind, string dialect, string causeBefore, Confidence before, string causeAfter, Confidence after)
    {
        foreach (string format in _formats)
        {
            using TreeFolder tree = new(new SampleOptions
            {
                Incident = kind,
                Seed = 11,
                Dialect = Enum.Parse<SampleDialect>(dialect),
                Days = 1,
                SessionsPerServerHour = 6,
                Recovers = false,
                WithExports = true,
                ExportFormat = format,
            });
            using Workspace workspace = new();

            Incident alone = await AnalyseAsync(workspace, "run", tree.Root);
            Incident with = await AnalyseAsync(workspace, "analyze", "--exports", Path.Combine(tree.Root, "exports"));

            Assert.Equal((causeBefore, before), (alone.Causes[0].Id, alone.Causes[0].Confidence));
            // A table does not tell the time zone of a certificate's dates: the end may lie on either side of the first failure.
            Confidence expected = kind == "certificate_expired" && format == "csv" ? Confidence.Moderate : after;
            Assert.Equal((format, causeAfter, expected), (format, with.Causes[0].Id, with.Causes[0].Confidence));
            Assert.Equal(FindingsJson.Write(alone.Onset), FindingsJson.Write(with.Onset));
            if (tree.Truth.Exports!.ChangedAt is { } changedAt)
                Assert.Contains(with.Changes, change => change.Time.AddMilliseconds(999) >= changedAt && change.Time <= changedAt && change.By == tree.Truth.Exports.ChangedBy);
        }
    }

    [Theory]
    [InlineData("cloud_side_change", "Set-InboundConnector -Identity '{0}' -Enabled $true")]
    [InlineData("certificate_name_changed", "Set-InboundConnector -Identity '{0}' -TlsSenderCertificateName '*.contoso-group.example'")]
    [InlineData("egress_ip_changed", "Set-InboundConnector -Identity '{0}' -SenderIPAddresses @{{Add='203.0.113.142'}}")]
    public async Task Commands_name_the_exported_connector(string kind, string command)
    {
        using TreeFolder tree = new(new SampleOptions { Incident = kind, Seed = 12, Days = 1, SessionsPerServerHour = 6, Recovers = false, WithExports = true });
        using Workspace workspace = new();

        await AnalyseAsync(workspace, "run", tree.Root);
        Incident with = await AnalyseAsync(workspace, "analyze", "--exports", Path.Combine(tree.Root, "exports"));

        Assert.Contains(string.Format(System.Globalization.CultureInfo.InvariantCulture, command, tree.Truth.Exports!.InboundConnector), with.Remediation.Select(remedy => remedy.Command));
    }

    private static async Task<Incident> AnalyseAsync(Workspace workspace, params string[] arguments)
    {
        CliResult result = await CliRunner.RunAsync([.. arguments, "--lake", workspace.Lake, "--out", workspace.Out, "--quiet"]);
        Assert.True(result.ExitCode == 0, result.Error);
        FindingsDocument findings = FindingsJson.Read<FindingsDocument>(File.ReadAllText(Path.Combine(workspace.Out, "findings.json")));
        return Assert.Single(findings.Incidents, incident => incident.Severity == "major");
    }
}
