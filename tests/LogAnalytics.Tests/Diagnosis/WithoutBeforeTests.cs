using LogAnalytics.Diagnosis;
using LogAnalytics.Tests.Generators;

namespace LogAnalytics.Tests.Diagnosis;

/// <summary>Failures that were there when the logs begin, and ended with another certificate: what passed after is all there is to compare.</summary>
public class WithoutBeforeTests
{
    private static EvidenceBuilder Ended(string subject, string[]? names, long passedAfter = 300) => EvidenceBuilder.NothingChanged()
        .Clear(EvidenceAttributes.Certificate)
        .Value(EvidenceAttributes.Certificate, EvidenceBuilder.New, 0, 200, 60)
        .Value(EvidenceAttributes.Certificate, EvidenceBuilder.Old, 0, 0, 0, after: passedAfter)
        .Certificate(EvidenceBuilder.New, subject, "CN=Public CA 1", names)
        .PreExisting().Recovered();

    private static Cause Top(EvidenceBuilder evidence) => CauseAnalysis.Diagnose(evidence.Build()).Causes[0];

    [Fact]
    public void Diagnose_other_names_pass_afterwards_is_a_moderate_name_change()
    {
        Cause top = Top(Ended("CN=mail.fabrikam.com", ["mail.fabrikam.com"]));
        Assert.Equal((CauseIds.CertificateNameChanged, Confidence.Moderate), (top.Id, top.Confidence));
        Assert.Contains(top.For, text => text.Contains("lacks mail.contoso.com", StringComparison.Ordinal));
        Assert.Contains(top.Missing, text => text.StartsWith("Logs from before", StringComparison.Ordinal));
    }

    [Fact]
    public void Diagnose_other_subject_with_unknown_alternate_names_says_what_is_missing()
    {
        Cause top = Top(Ended("CN=mail.fabrikam.com", null));
        Assert.Equal((CauseIds.CertificateNameChanged, Confidence.Moderate), (top.Id, top.Confidence));
        Assert.Contains(top.Missing, text => text.Contains("Get-ExchangeCertificate", StringComparison.Ordinal));
    }

    [Fact]
    public void Diagnose_same_names_or_unknown_ones_stay_undetermined()
    {
        Assert.Equal(CauseIds.Undetermined, Top(Ended("CN=mail.contoso.com", ["mail.contoso.com"])).Id);
        Assert.Equal(CauseIds.Undetermined, Top(Ended("", null)).Id);
    }

    [Fact]
    public void Diagnose_still_failing_or_the_certificate_stayed_stays_undetermined()
    {
        Assert.Equal(CauseIds.Undetermined, Top(Ended("CN=mail.fabrikam.com", ["mail.fabrikam.com"], passedAfter: 0)).Id);
        EvidenceBuilder stayed = EvidenceBuilder.NothingChanged()
            .Clear(EvidenceAttributes.Certificate)
            .Value(EvidenceAttributes.Certificate, EvidenceBuilder.New, 0, 200, 60, after: 50)
            .Value(EvidenceAttributes.Certificate, EvidenceBuilder.Old, 0, 0, 0, after: 300)
            .Certificate(EvidenceBuilder.New, "CN=mail.fabrikam.com", "CN=Public CA 1", ["mail.fabrikam.com"]);
        Assert.Equal(CauseIds.Undetermined, Top(stayed.PreExisting().Recovered()).Id);
    }

    [Fact]
    public void Diagnose_an_address_that_left_with_it_and_few_passes_make_it_weak()
    {
        EvidenceBuilder moved = Ended("CN=mail.fabrikam.com", ["mail.fabrikam.com"])
            .Clear(EvidenceAttributes.PublicAddress)
            .Value(EvidenceAttributes.PublicAddress, "203.0.113.9", 0, 200, 60)
            .Value(EvidenceAttributes.PublicAddress, "198.51.100.7", 0, 0, 0, after: 300);
        Assert.Equal(CauseIds.Undetermined, Top(moved).Id);
        Assert.Contains(CauseAnalysis.Diagnose(moved.Build()).Causes, cause => cause is { Id: CauseIds.CertificateNameChanged, Confidence: Confidence.Weak });
        Assert.Equal(CauseIds.Undetermined, Top(Ended("CN=mail.fabrikam.com", ["mail.fabrikam.com"], passedAfter: 2)).Id);
    }
}
