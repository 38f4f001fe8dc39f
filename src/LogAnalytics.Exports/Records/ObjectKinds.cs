namespace LogAnalytics.Exports;

/// <summary>Tells an object by the properties it has, never by the name of its file.</summary>
internal static class ObjectKinds
{
    /// <summary>Properties that make the header of a table one of an export.</summary>
    private static readonly HashSet<string> _known = new(StringComparer.OrdinalIgnoreCase)
    {
        "Name", "Identity", "Enabled", "TlsSenderCertificateName", "SenderIPAddresses", "TlsCertificateName", "SmartHosts", "AddressSpaces", "DomainName", "DomainType",
        "Thumbprint", "NotAfter", "CmdletName", "RunDate", "AuditData", "Operation", "Operations", "CreationDate", "ProtocolLoggingLevel", "WhenChangedUTC",
    };

    public static bool AreKnown(IEnumerable<string> header) => header.Any(name => _known.Contains(name.Trim()));

    public static ObjectKind Of(ExportObject made) =>
        made.HasAny("TlsSenderCertificateName", "SenderIPAddresses") && made.HasAny("Name", "Identity") ? ObjectKind.InboundConnector
        : made.HasAny("Bindings", "RemoteIPRanges", "RecipientDomains", "TlsDomain") ? ObjectKind.Other
        : made.HasAny("AddressSpaces", "SmartHosts", "DNSRoutingEnabled", "SourceTransportServers", "IgnoreSTARTTLS") && made.HasAny("Name", "Identity") ? ObjectKind.SendConnector
        : made.Has("DomainName") && made.HasAny("DomainType", "Default", "MatchSubDomains", "AuthenticationType") ? ObjectKind.AcceptedDomain
        : made.HasAny("Thumbprint", "RawData") && made.HasAny("NotAfter", "CertificateDomains", "Subject", "RawData") ? ObjectKind.Certificate
        : made.Has("CmdletName") && made.Has("RunDate") ? ObjectKind.AdminAudit
        : made.Has("AuditData") || (made.HasAny("Operation", "Operations") && made.HasAny("CreationTime", "CreationDate")) ? ObjectKind.UnifiedAudit
        : ObjectKind.Unknown;
}
