using LogAnalytics.Diagnosis;
using LogAnalytics.Tests.Generators;
using static LogAnalytics.Diagnosis.EvidenceAttributes;

namespace LogAnalytics.Tests.Diagnosis;

/// <summary>One incident a cause, as it usually looks.</summary>
public class CauseScenarioTests
{
    private static EvidenceBuilder Start() => EvidenceBuilder.NothingChanged();

    private static Cause Top(EvidenceBuilder evidence) => CauseAnalysis.Diagnose(evidence.Build()).Causes[0];

    private static void AssertTop(string id, Confidence confidence, EvidenceBuilder evidence)
    {
        Cause top = Top(evidence);
        Assert.Equal((id, confidence), (top.Id, top.Confidence));
        Assert.NotEmpty(top.For);
    }

    [Fact]
    public void Diagnose_certificate_with_other_names_everywhere_is_a_name_change()
        => AssertTop(CauseIds.CertificateNameChanged, Confidence.Strong,
            Start().NewCertificate("CN=mail.fabrikam.com", "CN=Public CA 1", ["mail.fabrikam.com"]));

    [Fact]
    public void Diagnose_certificate_with_same_names_is_a_chain_question_and_moderate()
        => AssertTop(CauseIds.CertificateChain, Confidence.Moderate,
            Start().NewCertificate("CN=mail.contoso.com", "CN=Public CA 2", ["MAIL.contoso.com"]));

    [Fact]
    public void Diagnose_other_issuer_while_the_old_certificate_still_passes_is_a_strong_chain()
        => AssertTop(CauseIds.CertificateChain, Confidence.Strong, Start()
            .Clear(EvidenceAttributes.Certificate)
            .Value(EvidenceAttributes.Certificate, EvidenceBuilder.Old, 500, 0, 300)
            .Value(EvidenceAttributes.Certificate, EvidenceBuilder.New, 0, 200, 60)
            .Certificate(EvidenceBuilder.New, "CN=mail.contoso.com", "CN=Public CA 2", ["mail.contoso.com"]));

    [Fact]
    public void Diagnose_onset_at_the_end_of_validity_is_expiry()
        => AssertTop(CauseIds.CertificateExpired, Confidence.Strong,
            Start().Certificate(EvidenceBuilder.Old, "CN=mail.contoso.com", "CN=CA", ["mail.contoso.com"], EvidenceBuilder.Onset.AddMinutes(-5)));

    [Fact]
    public void Diagnose_one_server_with_a_self_signed_certificate_differs_from_its_peers()
        => AssertTop(CauseIds.ServerCertificateDiffers, Confidence.Strong, Start()
            .Servers("EX01")
            .NewCertificate("CN=EX01", "CN=EX01", ["EX01", "EX01.contoso.local"])
            .Peer("EX02", EvidenceBuilder.Old, 500, 260));

    [Fact]
    public void Diagnose_new_server_without_history_differs_from_its_peers()
        => AssertTop(CauseIds.ServerCertificateDiffers, Confidence.Strong, Start()
            .Servers("EX03")
            .NewCertificate("CN=EX03", "CN=EX03", ["EX03"])
            .Peer("EX01", EvidenceBuilder.Old, 500, 260)
            .PreExisting());

    [Fact]
    public void Diagnose_new_address_without_certificate_is_an_egress_change()
        => AssertTop(CauseIds.EgressIpChanged, Confidence.Strong, Start()
            .Clear(EvidenceAttributes.Certificate).Value(EvidenceAttributes.Certificate, null, 500, 200, 60)
            .Swap(PublicAddress, "203.0.113.9", "198.51.100.7"));

    [Fact]
    public void Diagnose_masked_banner_without_starttls_is_inspection()
        => AssertTop(CauseIds.SmtpInspection, Confidence.Strong, Start()
            .Swap(BannerMasked, "false", "true").Swap(StartTls, "encrypted", "not_offered")
            .Swap(EvidenceAttributes.Certificate, EvidenceBuilder.Old, null));

    [Fact]
    public void Diagnose_starttls_gone_without_masked_banner_is_inspection_but_force_helo_is_open()
        => AssertTop(CauseIds.SmtpInspection, Confidence.Moderate, Start()
            .Swap(StartTls, "encrypted", "not_offered").Swap(EvidenceAttributes.Certificate, EvidenceBuilder.Old, null));

    [Fact]
    public void Diagnose_offered_starttls_not_issued_is_starttls_not_used()
        => AssertTop(CauseIds.StartTlsNotUsed, Confidence.Strong, Start()
            .Swap(StartTls, "encrypted", "not_used").Swap(EvidenceAttributes.Certificate, EvidenceBuilder.Old, null));

    [Fact]
    public void Diagnose_plaintext_after_failed_negotiations_is_fallback()
        => AssertTop(CauseIds.TlsFailureFallback, Confidence.Strong, Start()
            .Swap(StartTls, "encrypted", "not_used").Swap(EvidenceAttributes.Certificate, EvidenceBuilder.Old, null)
            .TlsFailure("NoCredentials", 0, 40));

    [Fact]
    public void Diagnose_tls_without_certificate_is_no_certificate_sent()
        => AssertTop(CauseIds.NoCertificateSent, Confidence.Strong,
            Start().Swap(EvidenceAttributes.Certificate, EvidenceBuilder.Old, null));

    [Fact]
    public void Diagnose_other_connector_is_connector_changed()
        => AssertTop(CauseIds.ConnectorChanged, Confidence.Strong, Start()
            .Connectors("Relay (new)").Swap(Connector, EvidenceBuilder.ConnectorName, "Relay (new)")
            .Swap(EvidenceAttributes.Certificate, EvidenceBuilder.Old, null));

    [Fact]
    public void Diagnose_null_sender_alone_is_a_sender_domain()
        => AssertTop(CauseIds.SenderDomainNotAccepted, Confidence.Strong, Start()
            .Clear(SenderDomain).Value(SenderDomain, "contoso.com", 450, 0, 400).Value(SenderDomain, "<>", 50, 40, 5));

    [Fact]
    public void Diagnose_attr36_with_nothing_changed_is_a_sender_domain()
        => AssertTop(CauseIds.SenderDomainNotAccepted, Confidence.Moderate, Start().Family("attr36"));

    [Fact]
    public void Diagnose_other_kind_of_remote_host_is_a_smart_host_change()
        => AssertTop(CauseIds.SmartHostChanged, Confidence.Strong, Start().Swap(RemoteFamily, "exchange_online", "other"));

    [Fact]
    public void Diagnose_attr35_with_nothing_changed_is_a_smart_host_and_moderate()
        => AssertTop(CauseIds.SmartHostChanged, Confidence.Moderate, Start().Family("attr35"));

    [Fact]
    public void Diagnose_nothing_changed_is_the_cloud_and_moderate()
        => AssertTop(CauseIds.CloudSideChange, Confidence.Moderate, Start());

    [Fact]
    public void Diagnose_pre_existing_without_a_trace_is_undetermined()
        => AssertTop(CauseIds.Undetermined, Confidence.Weak, Start().PreExisting());
}
