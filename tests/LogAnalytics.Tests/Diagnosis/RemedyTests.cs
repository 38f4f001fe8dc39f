using LogAnalytics.Diagnosis;
using LogAnalytics.Tests.Generators;
using static LogAnalytics.Diagnosis.EvidenceAttributes;

namespace LogAnalytics.Tests.Diagnosis;

public class RemedyTests
{
    private static EvidenceBuilder Start() => EvidenceBuilder.NothingChanged();

    private static EvidenceBuilder Renamed(string name = "smtp.contoso.com")
        => Start().NewCertificate("CN=" + name, "CN=Public CA 1", [name]);

    private static EvidenceBuilder NoStartTls()
        => Start().Swap(StartTls, "encrypted", "not_used").Swap(EvidenceAttributes.Certificate, EvidenceBuilder.Old, null);

    private static EvidenceBuilder NewAddress(string address) => Start()
        .Clear(EvidenceAttributes.Certificate).Value(EvidenceAttributes.Certificate, null, 500, 200, 60)
        .Swap(PublicAddress, "203.0.113.9", address);

    private static string? Command(EvidenceBuilder evidence, string cause, string title)
        => CauseAnalysis.Diagnose(evidence.Build()).Remedies
            .Single(r => r.CauseId == cause && r.Title.Contains(title, StringComparison.Ordinal)).Command;

    private static string? InboundName(EvidenceBuilder evidence) => Command(evidence, CauseIds.CertificateNameChanged, "Option 2");

    [Fact]
    public void InboundName_that_every_certificate_matches_is_printed()
        => Assert.Equal(
            "Get-InboundConnector | Where-Object { [string]$_.TlsSenderCertificateName -in 'mail.contoso.com' } | ForEach-Object { Set-InboundConnector -Identity $_.Identity -TlsSenderCertificateName '*.contoso.com' }",
            InboundName(Renamed()));

    [Fact]
    public void InboundName_in_the_middle_of_a_roll_out_is_withheld()
    {
        // mail.contoso.com still passes on EX03, and no value for the new certificate matches it.
        EvidenceBuilder evidence = Renamed("smtp.fabrikam.com").Accepted("fabrikam.com");
        Assert.NotNull(InboundName(evidence));
        Assert.Null(InboundName(evidence.Peer("EX03", EvidenceBuilder.Old, 300, 160)));
    }

    [Fact]
    public void InboundName_unknown_certificate_in_use_is_withheld()
        => Assert.Null(InboundName(Renamed().Peer("EX03", new string('C', 40), 300, 160)));

    [Fact]
    public void InboundName_domain_not_accepted_is_withheld()
        => Assert.Null(InboundName(Renamed().Accepted("fabrikam.com")));

    [Fact]
    public void InboundName_after_recovery_is_withheld()
        => Assert.Null(InboundName(Renamed().Recovered()));

    [Fact]
    public void InboundName_unknown_alternate_names_are_withheld()
        => Assert.Null(InboundName(Start().NewCertificate("CN=smtp.contoso.com", "CN=CA", null)));

    [Fact]
    public void NoCertificate_command_builds_the_name_from_the_certificate()
        => Assert.Equal(
            $"$c=Get-ExchangeCertificate {EvidenceBuilder.Old} -ErrorAction Stop; Set-SendConnector 'Outbound to Office 365' -TlsCertificateName \"<I>$($c.Issuer)<S>$($c.Subject)\"",
            Command(Start().Swap(EvidenceAttributes.Certificate, EvidenceBuilder.Old, null), CauseIds.NoCertificateSent, "Name the certificate"));

    [Fact]
    public void NoCertificate_command_is_withheld_where_the_earlier_certificate_has_expired()
        => Assert.Null(Command(
            Start().Swap(EvidenceAttributes.Certificate, EvidenceBuilder.Old, null)
                .Certificate(EvidenceBuilder.Old, "CN=a.org", "CN=CA", ["a.org"], EvidenceBuilder.Onset.AddMinutes(-1)),
            CauseIds.NoCertificateSent, "Name the certificate"));

    [Fact]
    public void StartTls_command_spares_dns_routed_connectors()
        => Assert.Equal(
            "Get-SendConnector 'Outbound to Office 365' | Where-Object { -not $_.DNSRoutingEnabled } | Set-SendConnector -IgnoreSTARTTLS $false -RequireTLS $true",
            Command(NoStartTls(), CauseIds.StartTlsNotUsed, "STARTTLS"));

    [Theory]
    [InlineData("two", "connectors")]
    [InlineData("a\nb")]
    [InlineData("<c>")]
    public void StartTls_command_is_withheld_without_one_plain_connector(params string[] connectors)
        => Assert.Null(Command(NoStartTls().Connectors(connectors), CauseIds.StartTlsNotUsed, "STARTTLS"));

    [Fact]
    public void UnknownCredentials_enables_without_force_and_says_to_answer_no()
    {
        Remedy remedy = CauseAnalysis.Diagnose(NoStartTls().TlsFailure("UnknownCredentials", 0, 40).Build()).Remedies[0];
        Assert.Equal($"Enable-ExchangeCertificate -Thumbprint {EvidenceBuilder.Old} -Services SMTP", remedy.Command);
        Assert.Contains("answer No", remedy.Precondition, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("TLS1_0", true)]
    [InlineData("SP_PROT_TLS1_1_CLIENT", true)]
    [InlineData("TLS1_2", false)]
    public void SocketError_suggests_tls12_only_after_older_sessions(string protocol, bool suggests)
    {
        Remedy remedy = CauseAnalysis.Diagnose(NoStartTls().TlsFailure("SocketError", 0, 40)
            .Swap(TlsProtocol, protocol, null).Build()).Remedies[0];
        Assert.Equal(suggests, remedy.Title.Contains("enable TLS 1.2", StringComparison.Ordinal));
    }

    [Fact]
    public void Egress_command_adds_to_the_list()
        => Assert.Contains("-SenderIPAddresses @{Add='198.51.100.7'}",
            Command(NewAddress("198.51.100.7"), CauseIds.EgressIpChanged, "public address"), StringComparison.Ordinal);

    [Theory]
    [InlineData("10.0.0.7")]
    [InlineData("172.20.1.1")]
    [InlineData("100.64.0.1")]
    [InlineData("2001:db8::1")]
    [InlineData("not an address'")]
    public void Egress_command_is_withheld_for_what_the_list_cannot_hold(string address)
        => Assert.Null(Command(NewAddress(address), CauseIds.EgressIpChanged, "public address"));

    [Fact]
    public void OddServer_command_needs_the_certificate_to_have_been_there()
    {
        EvidenceBuilder evidence = Start().Servers("EX01").NewCertificate("CN=EX01", "CN=EX01", ["EX01"]).Peer("EX02", EvidenceBuilder.Old, 500, 260);
        Assert.Null(Command(evidence, CauseIds.ServerCertificateDiffers, "Import"));
        evidence.Certificate(EvidenceBuilder.Old, "CN=mail.contoso.com", "CN=CA", ["mail.contoso.com"], null, "EX01", "EX02");
        Assert.Equal(
            $"Enable-ExchangeCertificate -Server 'EX01' -Thumbprint {EvidenceBuilder.Old} -Services SMTP",
            Command(evidence, CauseIds.ServerCertificateDiffers, "Import"));
    }

    [Fact]
    public void Weak_causes_print_checks_only()
        => Assert.All(CauseAnalysis.Diagnose(Start().PreExisting().Build()).Remedies, r => Assert.Null(r.Command));
}
