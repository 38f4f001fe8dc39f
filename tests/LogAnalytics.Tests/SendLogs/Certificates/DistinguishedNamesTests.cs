using LogAnalytics.SendLogs.Certificates;

namespace LogAnalytics.Tests.SendLogs.Certificates;

public class DistinguishedNamesTests
{
    [Theory]
    [InlineData("CN=a.contoso.com, O=\"Contoso, Inc. CN=x\" CN=CA", "CN=a.contoso.com, O=\"Contoso, Inc. CN=x\"", "CN=CA")]
    [InlineData("CN=a.contoso.com, O=\"Fabrikam, Ltd.\" CN=CA, O=\"Fabrikam, Ltd.\", C=US", "CN=a.contoso.com, O=\"Fabrikam, Ltd.\"", "CN=CA, O=\"Fabrikam, Ltd.\", C=US")]
    [InlineData("O=\"The \"\"best\"\" CN=x, Ltd.\" CN=CA", "O=\"The \"\"best\"\" CN=x, Ltd.\"", "CN=CA")]
    [InlineData("O=\"The \\\"best CN=x, Ltd.\" CN=CA", "O=\"The \\\"best CN=x, Ltd.\"", "CN=CA")]
    [InlineData("O=\"ends in a backslash\\\" CN=CA", "O=\"ends in a backslash\\\"", "CN=CA")]
    [InlineData("O=“Fabrikam, CN=x Ltd.” CN=CA", "O=“Fabrikam, CN=x Ltd.”", "CN=CA")]
    [InlineData("O=Fabrikam\\, Ltd. CN=CA", "O=Fabrikam\\, Ltd.", "CN=CA")]
    [InlineData("CN=a + O=b OID.1.2.3=CA, C=US", "CN=a + O=b", "OID.1.2.3=CA, C=US")]
    [InlineData("CN=a+O=b CN=CA + OU=x", "CN=a+O=b", "CN=CA + OU=x")]
    [InlineData("CN=a, OID.2.5.4.97=NTRUS-1 2.5.4.97=NTRUS-2, C=US", "CN=a, OID.2.5.4.97=NTRUS-1", "2.5.4.97=NTRUS-2, C=US")]
    [InlineData("CN=a, CN=b, DC=contoso, DC=com CN=CA, DC=contoso, DC=com", "CN=a, CN=b, DC=contoso, DC=com", "CN=CA, DC=contoso, DC=com")]
    [InlineData("CN=Contoso = Best CN=CA", "CN=Contoso = Best", "CN=CA")]
    [InlineData("CN=\"a=b c=d\" CN=CA", "CN=\"a=b c=d\"", "CN=CA")]
    [InlineData("CN=Contoso a=b CN=CA", "CN=Contoso a=b", "CN=CA")]
    [InlineData("CN=Contoso customKey=CA", "CN=Contoso", "customKey=CA")]
    [InlineData("E=admin@contoso.com, CN=a  CN=CA", "E=admin@contoso.com, CN=a", "CN=CA")]
    [InlineData("cn=a o=CA", "cn=a", "o=CA")]
    [InlineData("CN=Müller, O=Küche GmbH CN=認証局", "CN=Müller, O=Küche GmbH", "CN=認証局")]
    [InlineData("CN=Contoso Root", "CN=Contoso Root", null)]
    [InlineData("CN=a.contoso.com, O=Conto", "CN=a.contoso.com, O=Conto", null)]
    [InlineData("O=\"open CN=CA", "O=\"open CN=CA", null)]
    [InlineData(" CN=a", " CN=a", null)]
    [InlineData("", "", null)]
    public void Split_finds_the_border_outside_quotes(string text, string subject, string? issuer) =>
        Assert.Equal((subject, issuer), DistinguishedNames.Split(text));
}
