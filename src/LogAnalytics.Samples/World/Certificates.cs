using LogAnalytics.Samples.Bytes;

namespace LogAnalytics.Samples.World;

/// <summary>The certificates of one tree.</summary>
internal sealed class Certificates(Prng random, DateTime start)
{
    private const string PublicIssuer = "CN=Fabrikam TLS RSA CA G2, O=\"Fabrikam Trust, Ltd.\", C=US";
    private const string OtherIssuer = "CN=Proseware Secure Server CA, OU=www.proseware.example, O=Proseware Inc, C=US";

    /// <summary>The names the tenant's inbound connector knows.</summary>
    public SampleCertificate Good() => Make("CN=*.contoso.com, O=Contoso Ltd, L=Utrecht, C=NL", PublicIssuer, "*.contoso.com;contoso.com");

    /// <summary>A renewal that changes nothing the receiver looks at.</summary>
    public SampleCertificate Renewed() => Good();

    public SampleCertificate OtherNames() =>
        Make("CN=mail.contoso-group.example, O=\"Contoso Group, Inc.\", L=Utrecht, C=NL", OtherIssuer, "mail.contoso-group.example;autodiscover.contoso-group.example");

    public SampleCertificate OtherIssuerSameNames() =>
        Make("CN=*.contoso.com, O=Contoso Ltd, L=Utrecht, C=NL", OtherIssuer, "*.contoso.com;contoso.com");

    public SampleCertificate Expiring(DateTime notAfter) => SampleCertificate.Create(
        random, "CN=*.contoso.com, O=Contoso Ltd, L=Utrecht, C=NL", PublicIssuer, "*.contoso.com;contoso.com", notAfter.AddDays(-398), notAfter);

    public SampleCertificate SelfSigned(string server) => Make($"CN={server}", $"CN={server}", $"{server};{server}.contoso.com");

    public SampleCertificate Service() => Make(
        "CN=mail.protection.outlook.com, O=Microsoft Corporation, L=Redmond, S=WA, C=US", "CN=DigiCert Cloud Services CA-1, O=DigiCert Inc, C=US",
        "mail.protection.outlook.com;*.mail.protection.outlook.com;outlook.com;mail.messaging.microsoft.com");

    public SampleCertificate Partner(string host) => Make($"CN={host}", "CN=R11, O=Let's Trust, C=US", host);

    private SampleCertificate Make(string subject, string issuer, string names) => SampleCertificate.Create(
        random, subject, issuer, names, start.Date.AddDays(-random.Between(20, 90)), start.Date.AddDays(random.Between(420, 700)).AddSeconds(-1));
}
