using LogAnalytics.Diagnosis;
using LogAnalytics.Exports;
using LogAnalytics.Tests.Generators;
using static LogAnalytics.Diagnosis.EvidenceAttributes;

namespace LogAnalytics.Tests.Diagnosis;

/// <summary>The cases in which the obvious answer is wrong, or surer than the evidence.</summary>
public class CauseTrapTests
{
    private const string OtherAddress = "198.51.100.7";

    private static EvidenceBuilder Start() => EvidenceBuilder.NothingChanged();

    private static EvidenceBuilder Renamed() => Start().NewCertificate("CN=mail.fabrikam.com", "CN=Public CA 1", ["mail.fabrikam.com"]);

    private static IReadOnlyList<Cause> Causes(EvidenceBuilder evidence) => CauseAnalysis.Diagnose(evidence.Build()).Causes;

    [Fact]
    public void Diagnose_unknown_alternate_names_are_never_a_strong_name_change()
    {
        foreach (string? subject in new[] { null, "CN=mail.fabrikam.com" })
        {
            Cause top = Causes(Start().NewCertificate(subject, null, null))[0];
            Assert.Equal((CauseIds.CertificateNameChanged, Confidence.Moderate), (top.Id, top.Confidence));
            Assert.Contains(top.Missing, m => m.Contains("Get-ExchangeCertificate", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Diagnose_renewal_across_a_dialect_change_is_no_name_change()
    {
        // The old dialect held no alternate names: CN equal, so this must not look like a name change.
        IReadOnlyList<Cause> causes = Causes(Start()
            .Certificate(EvidenceBuilder.Old, "CN=mail.contoso.com", "CN=Public CA 1", null)
            .NewCertificate("CN=mail.contoso.com", "CN=Public CA 1", ["mail.contoso.com", "autodiscover.contoso.com"]));
        Assert.Equal(CauseIds.CertificateChain, causes[0].Id);
        Assert.Equal(Confidence.Weak, causes.Single(c => c.Id == CauseIds.CertificateNameChanged).Confidence);
    }

    [Theory]
    [InlineData("mail.contoso.com", "*.contoso.com")] // wildcard certificate against a single name: no source says
    [InlineData("*.contoso.com", "mail.contoso.com")] // the value *.contoso.com matches both
    public void Diagnose_wildcard_in_place_of_a_name_leads_but_is_not_strong(string before, string after)
    {
        Cause top = Causes(Start().Certificate(EvidenceBuilder.Old, "CN=" + before, "CN=CA", [before])
            .NewCertificate("CN=" + after, "CN=CA", [after]))[0];
        Assert.Equal((CauseIds.CertificateNameChanged, Confidence.Moderate), (top.Id, top.Confidence));
    }

    [Fact]
    public void Diagnose_lost_side_name_under_the_same_common_name_is_not_strong()
    {
        Cause top = Causes(Start().Certificate(EvidenceBuilder.Old, "CN=mail.contoso.com", "CN=CA", ["mail.contoso.com", "old.contoso.com"])
            .NewCertificate("CN=mail.contoso.com", "CN=CA", ["mail.contoso.com"]))[0];
        Assert.Equal((CauseIds.CertificateNameChanged, Confidence.Moderate), (top.Id, top.Confidence));
        Assert.Contains(top.Against, a => a.Contains("still among the names", StringComparison.Ordinal));
    }

    [Fact]
    public void Diagnose_names_only_added_is_no_name_change()
        => Assert.Equal(CauseIds.CertificateChain, Causes(Start()
            .NewCertificate("CN=mail.contoso.com", "CN=Public CA 1", ["mail.contoso.com", "smtp.contoso.com"]))[0].Id);

    [Fact]
    public void Diagnose_value_that_passed_before_is_never_blamed()
    {
        // Renewed days before with the same names: the new thumbprint passed 100 times.
        IReadOnlyList<Cause> causes = Causes(Start().Clear(EvidenceAttributes.Certificate)
            .Value(EvidenceAttributes.Certificate, EvidenceBuilder.Old, 400, 0, 0)
            .Value(EvidenceAttributes.Certificate, EvidenceBuilder.New, 100, 200, 60)
            .Certificate(EvidenceBuilder.New, "CN=x.org", "CN=CA", ["x.org"]));
        Assert.Equal(CauseIds.CloudSideChange, causes[0].Id);
        Assert.DoesNotContain(causes, c => c.Id is CauseIds.CertificateNameChanged or CauseIds.CertificateChain);
    }

    [Fact]
    public void Diagnose_alternating_nat_pool_is_never_blamed()
        => Assert.Equal(CauseIds.CloudSideChange, Causes(Start().Clear(PublicAddress)
            .Value(PublicAddress, "203.0.113.9", 250, 100, 30).Value(PublicAddress, "203.0.113.10", 250, 100, 30))[0].Id);

    [Fact]
    public void Diagnose_few_lucky_passes_before_the_first_failure_leave_the_value_new()
    {
        Cause top = Causes(Start().Clear(EvidenceAttributes.Certificate)
            .Value(EvidenceAttributes.Certificate, EvidenceBuilder.Old, 500, 0, 0)
            .Value(EvidenceAttributes.Certificate, EvidenceBuilder.New, 2, 200, 60, firstSeen: EvidenceBuilder.Onset.AddMinutes(-2))
            .Certificate(EvidenceBuilder.New, "CN=mail.fabrikam.com", "CN=CA", ["mail.fabrikam.com"]))[0];
        Assert.Equal((CauseIds.CertificateNameChanged, Confidence.Strong), (top.Id, top.Confidence));
        Assert.Contains(top.Against, a => a.Contains("2 messages passed with it", StringComparison.Ordinal));
    }

    [Fact]
    public void Diagnose_returned_certificate_is_at_most_moderate()
    {
        Cause top = Causes(Start().Clear(EvidenceAttributes.Certificate)
            .Value(EvidenceAttributes.Certificate, EvidenceBuilder.Old, 500, 0, 0)
            .Value(EvidenceAttributes.Certificate, EvidenceBuilder.New, 0, 200, 60,
                firstSeen: EvidenceBuilder.Onset.AddDays(-9), firstPassed: EvidenceBuilder.Onset.AddDays(-9))
            .Certificate(EvidenceBuilder.New, "CN=mail.fabrikam.com", "CN=CA", ["mail.fabrikam.com"]))[0];
        Assert.Equal((CauseIds.CertificateNameChanged, Confidence.Moderate), (top.Id, top.Confidence));
    }

    [Fact]
    public void Diagnose_roll_out_over_several_servers_is_a_name_change_not_one_odd_server()
    {
        IReadOnlyList<Cause> causes = Causes(Renamed().Peer("EX03", EvidenceBuilder.Old, 300, 160).Peer("EX04", EvidenceBuilder.Old, 300, 160));
        Assert.Equal((CauseIds.CertificateNameChanged, Confidence.Strong), (causes[0].Id, causes[0].Confidence));
        Assert.Contains(causes[0].For, f => f.Contains("2 of 2", StringComparison.Ordinal));
        Assert.Equal(Confidence.Weak, causes.Single(c => c.Id == CauseIds.ServerCertificateDiffers).Confidence);
    }

    [Fact]
    public void Diagnose_one_renamed_server_differs_first_and_the_name_comes_second()
    {
        IReadOnlyList<Cause> causes = Causes(Renamed().Servers("EX01").Peer("EX02", EvidenceBuilder.Old, 300, 160));
        Assert.Equal(CauseIds.ServerCertificateDiffers, causes[0].Id);
        Assert.Equal((CauseIds.CertificateNameChanged, Confidence.Moderate), (causes[1].Id, causes[1].Confidence));
    }

    [Fact]
    public void Diagnose_same_new_certificate_passing_elsewhere_speaks_against_it()
    {
        Cause name = Causes(Renamed().Servers("EX01").Peer("EX02", EvidenceBuilder.New, 0, 160))
            .Single(c => c.Id == CauseIds.CertificateNameChanged);
        Assert.Equal(Confidence.Weak, name.Confidence);
        Assert.Contains(name.Against, a => a.Contains("160 messages", StringComparison.Ordinal));
    }

    [Fact]
    public void Diagnose_recovery_with_the_old_certificate_is_evidence()
        => Assert.Contains(Causes(Start().Recovered().Clear(EvidenceAttributes.Certificate)
            .Value(EvidenceAttributes.Certificate, EvidenceBuilder.Old, 500, 0, 0, after: 300)
            .Value(EvidenceAttributes.Certificate, EvidenceBuilder.New, 0, 200, 60)
            .Certificate(EvidenceBuilder.New, "CN=mail.fabrikam.com", "CN=CA", ["mail.fabrikam.com"]))[0].For,
            f => f.Contains("After the window 300 messages passed", StringComparison.Ordinal));

    [Fact]
    public void Diagnose_two_changes_at_once_leave_nothing_strong()
    {
        IReadOnlyList<Cause> causes = Causes(Renamed().Swap(PublicAddress, "203.0.113.9", OtherAddress));
        Assert.Equal(CauseIds.CertificateNameChanged, causes[0].Id);
        Assert.DoesNotContain(causes, c => c.Confidence == Confidence.Strong);
    }

    [Fact]
    public void Diagnose_address_change_under_an_unchanged_certificate_is_moderate()
    {
        Cause top = Causes(Start().Swap(PublicAddress, "203.0.113.9", OtherAddress))[0];
        Assert.Equal((CauseIds.EgressIpChanged, Confidence.Moderate), (top.Id, top.Confidence));
    }

    [Fact]
    public void Diagnose_address_contrast_under_the_same_certificate_is_strong()
    {
        Cause top = Causes(Start().Clear(PublicAddress)
            .Value(PublicAddress, "203.0.113.9", 500, 0, 60).Value(PublicAddress, OtherAddress, 0, 200, 0))[0];
        Assert.Equal((CauseIds.EgressIpChanged, Confidence.Strong), (top.Id, top.Confidence));
    }

    [Fact]
    public void Diagnose_ipv6_egress_says_so_and_prints_no_address_command()
    {
        var diagnosis = CauseAnalysis.Diagnose(Start().Swap(PublicAddress, "203.0.113.9", "2001:db8::7").Build());
        Assert.Contains(diagnosis.Causes[0].For, f => f.Contains("IPv6", StringComparison.Ordinal));
        Assert.All(diagnosis.Remedies, r => Assert.Null(r.Command));
    }

    [Fact]
    public void Diagnose_lucky_small_senders_are_no_sender_split()
    {
        // 60 foreign domains with two messages each: some pass by luck, for recipients inside the service.
        EvidenceBuilder evidence = Start().Clear(SenderDomain).Value(SenderDomain, "contoso.com", 440, 140, 40);
        for (int i = 0; i < 60; i++)
            evidence.Value(SenderDomain, FormattableString.Invariant($"d{i}.example"), 1, i < 45 ? 2 : 0, i < 45 ? 0 : 2);
        Assert.DoesNotContain(Causes(evidence), c => c.Id == CauseIds.SenderDomainNotAccepted);
    }

    [Fact]
    public void Diagnose_expiry_of_an_earlier_certificate_is_not_blamed_for_the_new_one()
        => Assert.DoesNotContain(Causes(Renamed()
            .Certificate(EvidenceBuilder.Old, "CN=mail.contoso.com", "CN=CA", ["mail.contoso.com"], EvidenceBuilder.Onset.AddMinutes(-5))),
            c => c.Id == CauseIds.CertificateExpired);

    [Fact]
    public void Diagnose_unknown_end_of_validity_is_asked_for()
        => Assert.Contains(Causes(Start())[0].Missing, m => m.Contains("notAfter", StringComparison.Ordinal));

    [Fact]
    public void Diagnose_peers_that_keep_passing_leave_the_cloud_undetermined()
        => Assert.Equal(CauseIds.Undetermined, Causes(Start().Servers("EX01").Peer("EX02", EvidenceBuilder.Old, 300, 160))[0].Id);

    [Fact]
    public void Diagnose_single_failure_is_never_strong()
        => Assert.DoesNotContain(Causes(new EvidenceBuilder()
            .Value(EvidenceAttributes.Certificate, EvidenceBuilder.Old, 500, 0, 0)
            .Value(EvidenceAttributes.Certificate, EvidenceBuilder.New, 0, 1, 0)
            .Certificate(EvidenceBuilder.Old, "CN=mail.contoso.com", "CN=CA", ["mail.contoso.com"])
            .Certificate(EvidenceBuilder.New, "CN=mail.fabrikam.com", "CN=CA", ["mail.fabrikam.com"])),
            c => c.Confidence == Confidence.Strong);

    [Fact]
    public void Diagnose_wizard_run_within_the_hour_corroborates_and_an_older_one_does_not()
    {
        Cause near = Causes(Renamed().Changed(ChangeKind.HybridWizardRun, EvidenceBuilder.Onset.AddMinutes(-20)))[0];
        Cause far = Causes(Renamed().Changed(ChangeKind.HybridWizardRun, EvidenceBuilder.Onset.AddHours(-3)))[0];
        Assert.Contains(near.For, f => f.Contains("2026-03-12 05:55:13Z", StringComparison.Ordinal));
        Assert.DoesNotContain(far.For, f => f.Contains("wizard", StringComparison.Ordinal));
    }

    [Fact]
    public void Diagnose_two_overlapping_changes_stand_side_by_side_and_neither_is_strong()
    {
        // Half of the failures carry the renamed certificate, the other half none.
        IReadOnlyList<Cause> causes = Causes(Start().Clear(EvidenceAttributes.Certificate)
            .Value(EvidenceAttributes.Certificate, EvidenceBuilder.Old, 500, 0, 0)
            .Value(EvidenceAttributes.Certificate, EvidenceBuilder.New, 0, 100, 30)
            .Value(EvidenceAttributes.Certificate, null, 0, 100, 30)
            .Certificate(EvidenceBuilder.New, "CN=mail.fabrikam.com", "CN=CA", ["mail.fabrikam.com"]));
        Assert.Equal(
            [CauseIds.NoCertificateSent, CauseIds.CertificateNameChanged],
            causes.Where(c => c.Confidence == Confidence.Moderate).Select(c => c.Id));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("unknown")]
    public void Diagnose_remote_host_hidden_by_the_mask_is_no_second_change(string? family)
    {
        IReadOnlyList<Cause> causes = Causes(Start()
            .Swap(BannerMasked, "false", "true").Swap(StartTls, "encrypted", "not_offered")
            .Swap(EvidenceAttributes.Certificate, EvidenceBuilder.Old, null).Swap(RemoteFamily, "exchange_online", family));
        Assert.Equal((CauseIds.SmtpInspection, Confidence.Strong), (causes[0].Id, causes[0].Confidence));
        Assert.Single(causes);
    }

    [Fact]
    public void Diagnose_slice_of_a_known_value_is_named()
        => Assert.Contains(Causes(Start().Slice(EvidenceAttributes.Certificate, EvidenceBuilder.Old))[0].For,
            f => f.Contains("confined to certificate AAAA", StringComparison.Ordinal));

    [Fact]
    public void Diagnose_name_change_seen_as_attr36_stays_a_name_change()
        => Assert.Equal(CauseIds.CertificateNameChanged, Causes(Renamed().Family("attr36"))[0].Id);
}
