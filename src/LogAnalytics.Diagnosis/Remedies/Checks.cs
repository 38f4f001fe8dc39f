namespace LogAnalytics.Diagnosis;

/// <summary>Read-only commands that come first.</summary>
internal static class Checks
{
    public const string InboundConnectors = "Get-InboundConnector | Format-List Name,Enabled,ConnectorType,TlsSenderCertificateName,SenderIPAddresses,WhenChangedUTC";
    public const string AcceptedDomains = "Get-AcceptedDomain | Format-Table DomainName,DomainType,MatchSubDomains";
    public const string ChainEvents = "Get-WinEvent -LogName Microsoft-Windows-CAPI2/Operational -MaxEvents 200 | Where-Object { $_.Id -eq 30 } | Format-List TimeCreated,Message";

    private const string SendConnectorColumns = "Format-List Name,Enabled,AddressSpaces,Cost,SmartHosts,DNSRoutingEnabled,TlsCertificateName,RequireTLS,IgnoreSTARTTLS,ForceHELO";

    /// <summary>The connectors of the failures where their names can be quoted, else all.</summary>
    public static string SendConnectors(IncidentReading reading)
        => SingleConnector(reading) is { } connector
            ? $"Get-SendConnector {connector} | {SendConnectorColumns}"
            : $"Get-SendConnector | {SendConnectorColumns}";

    /// <summary>Certificates on the first failing server, in the shell of any server.</summary>
    public static string Certificates(IncidentReading reading)
    {
        const string columns = "Format-List Thumbprint,Subject,CertificateDomains,Issuer,NotAfter,Status,Services,HasPrivateKey";
        var servers = reading.Evidence.Servers.Distinct(StringComparer.Ordinal).ToList();
        return servers.Count == 1 && PowerShellText.TryQuote(servers[0]) is { } server
            ? $"Get-ExchangeCertificate -Server {server} | {columns}"
            : $"Get-ExchangeCertificate | {columns}";
    }

    /// <summary>The failures' connector, quoted; null where there are several or its name cannot be quoted.</summary>
    public static string? SingleConnector(IncidentReading reading)
    {
        var connectors = reading.Evidence.Connectors.Distinct(StringComparer.Ordinal).ToList();
        return connectors.Count == 1 ? PowerShellText.TryQuote(connectors[0]) : null;
    }
}
