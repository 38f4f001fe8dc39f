using LogAnalytics.Diagnosis;

namespace LogAnalytics.Tests.Diagnosis;

public class CertificateNamesTests
{
    [Theory]
    [InlineData("CN=mail.contoso.com", "mail.contoso.com")]
    [InlineData("OU=Mail, O=\"Contoso, CN=evil.org\", CN=mail.contoso.com, C=US", "mail.contoso.com")]
    [InlineData("cn=\"Contoso \"\"Mail\"\", Ltd\", C=US", "Contoso \"Mail\", Ltd")]
    [InlineData("CN=Contoso\\, Ltd, C=US", "Contoso, Ltd")]
    [InlineData("E=a@b.c+CN=x.org", "x.org")]
    [InlineData("O=Contoso", null)]
    [InlineData("CN=\"cut here", null)]
    [InlineData("no name at all", null)]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void CommonName_of_a_subject_is_read_whatever_quotes_and_order(string? subject, string? expected)
        => Assert.Equal(expected, DistinguishedName.CommonName(subject));

    [Theory]
    [InlineData("mail.contoso.com", "MAIL.contoso.com", NameMatch.Yes)]
    [InlineData("mail.contoso.com", "smtp.contoso.com", NameMatch.No)]
    [InlineData("*.contoso.com", "*.contoso.com", NameMatch.Yes)]
    [InlineData("*.contoso.com", "contoso.com", NameMatch.Yes)]
    [InlineData("*.contoso.com", "mail.contoso.com", NameMatch.Yes)]
    [InlineData("*.contoso.com", "notcontoso.com", NameMatch.No)]
    [InlineData("*.contoso.com", "a.b.contoso.com", NameMatch.CannotTell)]
    [InlineData("mail.contoso.com", "*.contoso.com", NameMatch.CannotTell)]
    [InlineData("contoso.com", "mail.contoso.com", NameMatch.No)]
    [InlineData("ma*l.contoso.com", "ma*l.contoso.com", NameMatch.No)]
    public void Matches_follows_the_documented_rules_and_else_cannot_tell(string value, string name, NameMatch expected)
        => Assert.Equal(expected, CertificateNames.Matches(value, ["other.org", name]));

    [Fact]
    public void Matches_unknown_names_cannot_be_told()
        => Assert.Equal(NameMatch.CannotTell, CertificateNames.Matches("contoso.com", null));

    [Theory]
    [InlineData("*.contoso.com", "contoso.com", NameMatch.Yes)]
    [InlineData("*.contoso.com", "sub.contoso.com", NameMatch.Yes)]
    [InlineData("mail.contoso.com", "mail.contoso.com", NameMatch.Yes)]
    [InlineData("mail.contoso.com", "contoso.com", NameMatch.CannotTell)]
    [InlineData("mail.contoso.com", "fabrikam.com", NameMatch.No)]
    public void IsAccepted_wildcard_takes_parent_or_subdomain_and_a_name_only_itself(string value, string accepted, NameMatch expected)
        => Assert.Equal(expected, CertificateNames.IsAccepted(value, [accepted]));

    [Fact]
    public void SetEquals_ignores_case_order_and_repetition()
        => Assert.True(CertificateNames.SetEquals(["A.org", "b.org", "a.org"], ["B.org", "a.org"]));

    [Fact]
    public void All_adds_the_common_name_and_keeps_unknown_unknown()
    {
        var certificate = new CertificateFacts("T", "CN=A.org", null, null, ["b.org"], null, null, default, default, []);
        Assert.Equal(["a.org", "b.org"], CertificateNames.All(certificate));
        Assert.Null(CertificateNames.All(certificate with { Names = null }));
    }
}
