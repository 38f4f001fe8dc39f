using LogAnalytics.Diagnosis;
using LogAnalytics.Exports;
using LogAnalytics.Tests.Generators;

namespace LogAnalytics.Tests.Diagnosis;

/// <summary>What side inputs do to a diagnosis; old, later and contradictory ones never make it surer.</summary>
public class ExportEvidenceTests
{
    private static readonly DateTime _onset = EvidenceBuilder.Onset;

    private static Cause Top(EvidenceBuilder evidence, params InboundConnector[] connectors) =>
        CauseAnalysis.Diagnose(evidence.Build() with { InboundConnectors = connectors }).Causes[0];

    private static EvidenceBuilder Renamed() => EvidenceBuilder.NothingChanged().NewCertificate("CN=smtp.fabrikam.com", "CN=Public CA 1", ["smtp.fabrikam.com"]);

    private static InboundConnector Inbound(string? name, DateTime? changed = null, DateTime? takenAt = null, bool enabled = true) => new()
    {
        Name = "Inbound",
        Enabled = enabled,
        ConnectorType = "OnPremises",
        TlsSenderCertificateName = ExportValue.Of(name),
        SenderIPAddresses = ExportValue.Empty,
        WhenChanged = changed is { } time ? new ExportTime(time, true) : null,
        TakenAt = takenAt,
        Source = "inbound.xml",
    };

    [Fact]
    public void Connector_with_the_old_name_confirms_and_removes_the_question()
    {
        Cause top = Top(Renamed(), Inbound("mail.contoso.com", _onset.AddDays(-100)));

        Assert.Equal((CauseIds.CertificateNameChanged, Confidence.Strong), (top.Id, top.Confidence));
        Assert.DoesNotContain(top.Missing, missing => missing.Contains("Get-InboundConnector", StringComparison.Ordinal));
    }

    [Fact]
    public void Connector_that_knows_the_new_name_refutes() =>
        Assert.NotEqual(CauseIds.CertificateNameChanged, Top(Renamed(), Inbound("smtp.fabrikam.com", _onset.AddDays(-100))).Id);

    [Fact]
    public void Connector_changed_after_the_failures_began_is_a_repair_not_a_refutation() =>
        Assert.Equal((CauseIds.CertificateNameChanged, Confidence.Strong), Of(Top(Renamed(), Inbound("smtp.fabrikam.com", _onset.AddHours(3)))));

    [Fact]
    public void Contradictory_exports_lower_the_confidence() =>
        Assert.Equal((CauseIds.CertificateNameChanged, Confidence.Moderate), Of(Top(Renamed(), Inbound("mail.contoso.com"), Inbound("smtp.fabrikam.com"))));

    [Fact]
    public void Export_from_before_the_failures_does_not_refute() =>
        Assert.Equal((CauseIds.CertificateNameChanged, Confidence.Moderate), Of(Top(Renamed(), Inbound("smtp.fabrikam.com", _onset.AddDays(-9), _onset.AddDays(-2)))));

    [Fact]
    public void Lost_value_is_said_and_lowers_the_confidence()
    {
        Cause top = Top(Renamed(), Inbound("System.String[]", _onset.AddDays(-9)));

        Assert.Equal(Confidence.Moderate, top.Confidence);
        Assert.Contains(top.Missing, missing => missing.Contains("lost in the export", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(-1, Confidence.Strong)]
    [InlineData(-2400, Confidence.Moderate)]
    [InlineData(2, Confidence.Moderate)]
    public void Disabled_connector_is_strong_only_where_it_is_dated_to_the_onset(int hours, Confidence expected)
    {
        InboundConnector connector = Inbound("mail.contoso.com", _onset.AddHours(hours), enabled: false);
        IncidentEvidence evidence = EvidenceBuilder.NothingChanged().Build() with
        {
            InboundConnectors = [connector],
            KnownChanges = [new ConfigurationChange(ChangeKind.InboundConnector, _onset.AddHours(hours), "changed", Target: "Inbound")],
        };

        Assert.Equal((CauseIds.CloudSideChange, expected), Of(CauseAnalysis.Diagnose(evidence).Causes[0]));
    }

    [Theory]
    [InlineData("203.0.113.0/28", "203.0.113.15", NameMatch.Yes)]
    [InlineData("203.0.113.0/28", "203.0.113.16", NameMatch.No)]
    [InlineData("203.0.113.7", "203.0.113.7", NameMatch.Yes)]
    [InlineData("203.0.113.7-203.0.113.9", "203.0.113.10", NameMatch.No)]
    [InlineData("203.0.113.0/24", "2001:db8::1", NameMatch.No)]
    [InlineData("2001:db8::/32", "2001:db8::1", NameMatch.Yes)]
    [InlineData("mail.contoso.com", "203.0.113.7", NameMatch.CannotTell)]
    public void Scope_holds_addresses_and_networks(string entry, string address, NameMatch expected) => Assert.Equal(expected, AddressScope.Contains([entry], address));

    private static (string, Confidence) Of(Cause cause) => (cause.Id, cause.Confidence);
}
