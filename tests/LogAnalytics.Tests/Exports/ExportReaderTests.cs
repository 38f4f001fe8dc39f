using System.Text;
using LogAnalytics.Exports;

namespace LogAnalytics.Tests.Exports;

public class ExportReaderTests
{
    private static readonly DateTime _changed = new(2026, 3, 10, 12, 31, 5, DateTimeKind.Utc);

    private static ExportFile Read(string text) => ExportReader.Read("file", Encoding.UTF8.GetBytes(text));

    [Fact]
    public void Csv_values_that_are_type_names_are_lost_and_said()
    {
        ExportFile file = Read(ExportTexts.Csv);

        Assert.Null(file.Problem);
        InboundConnector[] connectors = [.. file.InboundConnectors];
        Assert.Equal(["Inbound \"A\"", "Inbound B"], connectors.Select(c => c.Name));
        Assert.Equal("*.contoso.com", connectors[0].TlsSenderCertificateName.Text);
        Assert.True(connectors[0].SenderIPAddresses.IsLost);
        Assert.True(connectors[1].TlsSenderCertificateName.IsLost);
        Assert.Equal(["203.0.113.10", "203.0.113.0/28"], connectors[1].SenderIPAddresses.Items);
        Assert.All(connectors, c => Assert.Equal(new ExportTime(_changed, true), c.WhenChanged));
        Assert.Equal(
            [new ExportLoss(ObjectKind.InboundConnector, "SenderIPAddresses", LossReason.TypeName, 1), new ExportLoss(ObjectKind.InboundConnector, "TlsSenderCertificateName", LossReason.TypeName, 1)],
            file.Losses);
    }

    [Fact]
    public void Json_wrapped_lists_and_both_kinds_of_dates_are_read_and_cut_depth_is_lost()
    {
        ExportFile file = Read(ExportTexts.Json);

        InboundConnector[] connectors = [.. file.InboundConnectors];
        Assert.Equal(["203.0.113.10", "203.0.113.11"], connectors[0].SenderIPAddresses.Items);
        Assert.True(connectors[1].SenderIPAddresses.IsEmpty);
        Assert.Equal(LossReason.Depth, connectors[1].TlsSenderCertificateName.Loss);
        Assert.Null(connectors[1].ConnectorType);
        Assert.All(connectors, c => Assert.Equal(_changed, c.WhenChanged!.Value.Time));
    }

    [Fact]
    public void Clixml_references_escapes_notes_and_lists_are_resolved()
    {
        ExportFile file = Read(ExportTexts.Clixml);

        InboundConnector[] connectors = [.. file.InboundConnectors];
        Assert.Equal(["Inbound A", "Inbound B"], connectors.Select(c => c.Name));
        Assert.All(connectors, c => Assert.Equal(["203.0.113.10", "203.0.113.11"], c.SenderIPAddresses.Items));
        Assert.Equal(("OnPremises", true, "*.contoso.com", _changed), (connectors[0].ConnectorType, connectors[0].Enabled!.Value, connectors[0].TlsSenderCertificateName.Text, connectors[0].WhenChanged!.Value.Time));
        Assert.True(connectors[1].TlsSenderCertificateName.IsLost);
    }

    [Fact]
    public void Clixml_certificate_is_read_from_its_bytes_alone()
    {
        ExportedCertificate certificate = Assert.Single(Read(ExportTexts.Clixml).Certificates);

        Assert.Equal(["autodiscover.contoso.com", "mail.contoso.com"], certificate.Names);
        Assert.Equal("CN=mail.contoso.com, O=Contoso Ltd", certificate.Subject);
        Assert.Equal(new ExportTime(new DateTime(2026, 3, 10, 13, 12, 11, DateTimeKind.Utc), true), certificate.NotAfter);
    }

    [Fact]
    public void Wizard_fragments_give_connectors_domains_and_what_it_ran()
    {
        ExportFile file = Read(ExportTexts.Xhcw);

        InboundConnector connector = Assert.Single(file.InboundConnectors);
        Assert.Equal(new DateTime(2026, 3, 10, 12, 30, 0, DateTimeKind.Utc), connector.TakenAt);
        Assert.Equal(["203.0.113.10", "203.0.113.11"], connector.SenderIPAddresses.Items);
        Assert.Equal(["contoso.com", "contoso.onmicrosoft.com"], ExportSet.Of([file]).AcceptedDomains);
        Assert.Contains(file.Changes, c => c.Kind == ChangeKind.InboundConnector && c.Text.Contains("-TlsSenderCertificateName 'mail.contoso.com'", StringComparison.Ordinal));
        Assert.Equal(file.InboundConnectors.Select(c => c.Name), Read($"<root>{ExportTexts.Xhcw}</root>").InboundConnectors.Select(c => c.Name));
    }

    [Fact]
    public void Wizard_log_gives_the_run_its_differences_and_its_warning()
    {
        ExportFile file = Read(ExportTexts.WizardLog);

        Assert.Equal(ExportFormat.WizardLog, file.Format);
        Assert.Equal([ChangeKind.HybridWizardRun, ChangeKind.HybridWizardRun, ChangeKind.WizardWarning], file.Changes.Select(c => c.Kind));
        Assert.Equal("TlsSenderCertificateName was '*.contoso.com', the wizard wanted 'mail.contoso.com'", file.Changes[1].Text);
    }

    [Fact]
    public void Audit_records_tell_who_and_leave_failed_and_foreign_cmdlets_out()
    {
        ConfigurationChange onPremises = Assert.Single(Read(ExportTexts.AdminAudit).Changes);
        ConfigurationChange tenant = Assert.Single(Read(ExportTexts.UnifiedAudit).Changes);

        Assert.Equal((_changed, "Set-SendConnector 'Outbound'", "contoso.com/Users/Exchange Admin"), (onPremises.Time, onPremises.Text, onPremises.By));
        Assert.Equal((_changed, "Set-InboundConnector 'Inbound A' -Enabled False", "admin@contoso.com"), (tenant.Time, tenant.Text, tenant.By));
    }

    [Fact]
    public void Any_encoding_of_powershell_gives_the_same()
    {
        foreach ((_, string text) in ExportTexts.All)
        {
            string[] read = [.. new[] { new UTF8Encoding(false), new UTF8Encoding(true), (Encoding)new UnicodeEncoding(false, true), new UnicodeEncoding(true, true), new UnicodeEncoding(false, false), new UnicodeEncoding(true, false) }
                .Select(encoding => Describe(ExportReader.Read("file", [.. encoding.GetPreamble(), .. encoding.GetBytes(text)])))];
            Assert.Single(read.Distinct());
        }
    }

    [Theory]
    [InlineData("", "empty")]
    [InlineData("[]", "empty")]
    [InlineData("hello", "not_recognised")]
    [InlineData("Name : x\nEnabled : True\n", "not_recognised")]
    [InlineData("{\"a\":1}", "not_recognised")]
    [InlineData("<html></html>", "not_recognised")]
    [InlineData("#Software: Microsoft Exchange Server\r\n#Log-type: SMTP Send Protocol Log\r\n", "not_recognised")]
    [InlineData("\"Name\",\"Enabled\"\r\n\"a\",\"Tr", "cut_or_damaged")]
    [InlineData("<!DOCTYPE x [<!ENTITY a \"b\">]><Objs>&a;</Objs>", "cut_or_damaged")]
    [InlineData("<Objs><Obj>&b;</Obj></Objs>", "cut_or_damaged")]
    public void Other_content_is_named(string text, string problem) => Assert.Equal(problem, Read(text).Problem?.Id);

    [Theory]
    [InlineData("10/12/2026 12:31:05", null)]
    [InlineData("13/12/2026 12:31:05", "2026-12-13 12:31:05")]
    [InlineData("12/13/2026 12:31:05", "2026-12-13 12:31:05")]
    [InlineData("3/10/2026 12:31:05 AM", "2026-03-10 00:31:05")]
    [InlineData("10.03.2026 12:31:05", "2026-03-10 12:31:05")]
    [InlineData("10-3-2026 12:31:05", "2026-03-10 12:31:05")]
    [InlineData("2026-03-10T12:31:05+02:00", "2026-03-10 10:31:05")]
    [InlineData("31.02.2026 12:31:05", null)]
    public void Dates_are_read_only_where_their_order_is_told(string text, string? expected) =>
        Assert.Equal(expected, ExportTimes.Parse(text, isUtc: true, out _)?.Time.ToString("yyyy-MM-dd HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void Domains_without_the_tenants_own_are_not_taken_for_its_list()
    {
        ExportFile file = Read("\"DomainName\",\"DomainType\"\r\n\"contoso.com\",\"Authoritative\"\r\n\"contoso.mail.onmicrosoft.com\",\"InternalRelay\"\r\n");

        ExportSet set = ExportSet.Of([file]);

        Assert.Null(set.AcceptedDomains);
        Assert.Equal(["file"], set.DoubtfulDomainLists);
    }

    internal static string Describe(ExportFile file) => string.Join('\n',
    [
        $"{file.Format} {file.Problem?.Id}",
        .. file.InboundConnectors.Select(c => $"{c.Name} {c.Enabled} {c.ConnectorType} {string.Join(';', c.TlsSenderCertificateName.Items)} {string.Join(';', c.SenderIPAddresses.Items)} {c.WhenChanged}"),
        .. file.SendConnectors.Select(c => c.Name),
        .. file.AcceptedDomains.Select(d => d.Name),
        .. file.Certificates.Select(c => c.Thumbprint),
        .. file.Changes.Select(c => c.ToString()),
        .. file.Losses.Select(l => l.ToString()),
    ]);
}
