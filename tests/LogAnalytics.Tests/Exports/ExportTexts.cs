using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace LogAnalytics.Tests.Exports;

/// <summary>One export of each format, as PowerShell and the wizard write them.</summary>
internal static class ExportTexts
{
    public const string Csv = """"
        #TYPE Microsoft.Exchange.Data.Directory.SystemConfiguration.TenantInboundConnector
        "Name","Enabled","ConnectorType","TlsSenderCertificateName","SenderIPAddresses","WhenChangedUTC"
        "Inbound ""A""","True","OnPremises","*.contoso.com","Microsoft.Exchange.Data.MultiValuedProperty`1[Microsoft.Exchange.Data.IPRange]","2026-03-10T12:31:05Z"
        "Inbound B","False","OnPremises","System.Object[]","203.0.113.10, 203.0.113.0/28","3/10/2026 12:31:05 PM"

        """";

    public const string Json = """
        [
          { "Name": "Inbound A", "Enabled": true, "ConnectorType": "OnPremises", "TlsSenderCertificateName": "*.contoso.com",
            "SenderIPAddresses": { "value": ["203.0.113.10", { "Address": "203.0.113.11" }], "Count": 2 }, "WhenChangedUTC": "\/Date(1773145865000)\/" },
          { "Name": "Inbound B", "Enabled": false, "ConnectorType": 1, "TlsSenderCertificateName": "@{Domain=contoso.com}",
            "SenderIPAddresses": [], "WhenChangedUTC": { "value": "2026-03-10T12:31:05Z", "DisplayHint": 2, "DateTime": "Tuesday" } }
        ]
        """;

    public const string Xhcw = """
        <invoke start="03/10/2026 12:30:00.000" duration="200" type="Tenant" cmdlet="Get-InboundConnector"><!--Get-InboundConnector-->
          <objects><object><property name="Name">Inbound A</property><property name="Enabled">True</property><property name="ConnectorType">OnPremises</property>
            <property name="TlsSenderCertificateName">*.contoso.com</property><property name="WhenChangedUTC">2026-01-02T08:00:00Z</property>
            <property name="SenderIPAddresses"><item>203.0.113.10</item><item>203.0.113.11</item></property></object></objects>
        </invoke>
        <invoke start="03/10/2026 12:30:01.000" type="Tenant" cmdlet="Get-AcceptedDomain">
          <AcceptedDomain><DomainName>contoso.com</DomainName><DomainType>Authoritative</DomainType></AcceptedDomain>
          <AcceptedDomain><DomainName>contoso.onmicrosoft.com</DomainName><DomainType>Authoritative</DomainType></AcceptedDomain>
        </invoke>
        <invoke start="03/10/2026 12:31:05.417" type="Tenant" cmdlet="Set-InboundConnector"><!--Set-InboundConnector -Identity 'Inbound A' -TlsSenderCertificateName 'mail.contoso.com'--></invoke>

        """;

    public const string WizardLog = """
        2026.03.10 12:30:00.417 *INFO * 10277 [Client=UX, Page=Starting] Hybrid Configuration Wizard
        2026.03.10 12:31:00.417 *INFO * 10220 [Client=UX, Task=MailFlow]
        Name | Equals | Actual | Expected
        TlsSenderCertificateName | False | *.contoso.com | mail.contoso.com
        RequireTls | True | True | True
        2026.03.10 12:31:02.000 *WARN * HCW8103 the domain is not accepted

        """;

    public const string AdminAudit = """
        "ObjectModified","CmdletName","Caller","Succeeded","RunDate"
        "contoso.com\Outbound","Set-SendConnector","contoso.com/Users/Exchange Admin","True","2026-03-10T13:31:05+01:00"
        "contoso.com\Outbound","Set-SendConnector","contoso.com/Users/Exchange Admin","False","2026-03-10T13:32:05+01:00"
        "contoso.com\x","Set-Mailbox","contoso.com/Users/Exchange Admin","True","2026-03-10T13:33:05+01:00"

        """;

    public const string UnifiedAudit = """
        { "RecordType": "ExchangeAdmin", "CreationDate": "2026-03-10T12:31:05", "UserIds": "admin@contoso.com", "Operations": "Set-InboundConnector",
          "AuditData": "{\"CreationTime\":\"2026-03-10T12:31:05\",\"Operation\":\"Set-InboundConnector\",\"ResultStatus\":\"True\",\"UserId\":\"admin@contoso.com\",\"ObjectId\":\"contoso.onmicrosoft.com\\\\Inbound A\",\"Parameters\":[{\"Name\":\"Enabled\",\"Value\":\"False\"}]}" }
        """;

    private static readonly DateTimeOffset _notAfter = new(2026, 3, 10, 13, 12, 11, TimeSpan.Zero);

    /// <summary>A certificate as DER, with names and an end of validity of 2026-03-10 13:12:11Z.</summary>
    public static byte[] Der { get; } = CreateDer();

    public static string Clixml { get; } = $"""
        <?xml version="1.0" encoding="utf-16"?>
        <Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">
          <Obj RefId="0"><TN RefId="0"><T>Deserialized.TenantInboundConnector</T><T>Deserialized.System.Object</T></TN><ToString>Inbound A</ToString>
            <Props><S N="Name">In_x0062_ound_x0020_A</S><B N="Enabled">true</B><Nil N="Comment" />
              <Obj N="SenderIPAddresses" RefId="1"><TN RefId="1"><T>Deserialized.MultiValuedProperty</T></TN><LST><S>203.0.113.10</S><S>203.0.113.11</S></LST></Obj>
              <Obj N="ConnectorType" RefId="2"><TN RefId="2"><T>TenantConnectorType</T></TN><ToString>OnPremises</ToString><I32>1</I32></Obj>
            </Props>
            <MS><S N="TlsSenderCertificateName">*.contoso.com</S><DT N="WhenChangedUTC">2026-03-10T13:31:05+01:00</DT></MS></Obj>
          <Obj RefId="3"><TNRef RefId="0" /><Props><S N="Name">Inbound B</S><Ref N="SenderIPAddresses" RefId="1" /><Obj N="TlsSenderCertificateName" RefId="4"><TNRef RefId="1" /><ToString>System.Object[]</ToString></Obj></Props></Obj>
          <Obj RefId="5"><DCT><En><S N="Key">Thumbprint</S><S N="Value">{Convert.ToHexString(SHA1.HashData(Der))}</S></En><En><S N="Key">RawData</S><BA N="Value">{Convert.ToBase64String(Der)}</BA></En><En><S N="Key">SerializationData</S><BA N="Value">AAEAAAD/////</BA></En></DCT></Obj>
        </Objs>

        """;

    public static IReadOnlyDictionary<string, string> All { get; } = new SortedDictionary<string, string>
    {
        ["csv"] = Csv,
        ["json"] = Json,
        ["clixml"] = Clixml,
        ["xhcw"] = Xhcw,
        ["hcw_log"] = WizardLog,
        ["admin_audit"] = AdminAudit,
        ["unified_audit"] = UnifiedAudit,
    };

    private static byte[] CreateDer()
    {
        using ECDsa key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        CertificateRequest request = new("CN=mail.contoso.com, O=Contoso Ltd", key, HashAlgorithmName.SHA256);
        SubjectAlternativeNameBuilder names = new();
        names.AddDnsName("autodiscover.contoso.com");
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 certificate = request.CreateSelfSigned(_notAfter.AddYears(-1), _notAfter);
        return certificate.RawData;
    }
}
