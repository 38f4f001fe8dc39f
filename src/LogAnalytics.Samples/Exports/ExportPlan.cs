using LogAnalytics.Samples.Bytes;
using LogAnalytics.Samples.World;

namespace LogAnalytics.Samples.Exports;

/// <summary>The settings behind a tree, as they were while its fault lasted.</summary>
internal sealed class ExportPlan
{
    private const string Tenant = "contoso.onmicrosoft.com";
    private static readonly string[] _kinds =
    [
        "certificate_name_changed", "rollout", "server_certificate_differs", "egress_ip_changed", "smtp_inspection", "cloud_side_change", "starttls_not_used",
        "no_certificate_sent", "tls_failure_fallback", "certificate_chain", "certificate_expired", "connector_changed", "pre_existing",
    ];

    private readonly SampleWorld _world;
    private readonly string _kind;
    private readonly DateTime _change;
    private readonly DateTime _longAgo;
    private readonly int _minutesBefore;

    private ExportPlan(SampleOptions options, SampleWorld world)
    {
        _world = world;
        _kind = options.Incident;
        var random = new Prng(Prng.Mix(world.Seed, 32));
        long change = world.Episode.PreExisting ? world.StartMs : world.Episode.FromMs.Where((_, server) => world.Episode.Affects[server]).Min();
        _change = DateTimeOffset.FromUnixTimeMilliseconds(change).UtcDateTime;
        _longAgo = _change.Date.AddDays(-random.Between(90, 300)).AddHours(9);
        _minutesBefore = random.Between(1, 6);
        InboundConnector = $"Inbound from {Guid(random)}";
        // The fault lasts two and a half hours at least.
        TakenAt = _change.AddMinutes(145);
        Tables = [Inbound(), AcceptedDomains(), SendConnectors(), Certificates()];
        Audit = AuditRecord();
    }

    public string InboundConnector { get; }

    public DateTime TakenAt { get; }

    public IReadOnlyList<ExportTable> Tables { get; }

    /// <summary>Null where nobody ran a cmdlet.</summary>
    public ExportTable? Audit { get; }

    public DateTime? ChangedAt => Audit is null ? null : Changed;

    public string? ChangedBy => Audit is null ? null : IsTenantChange ? "admin@" + Tenant : "contoso.com/Users/Exchange Admin";

    private bool IsTenantChange => _kind == "cloud_side_change";

    private DateTime Changed => _change.AddMinutes(-_minutesBefore);

    private SampleConnector Relay => _world.Connectors[0];

    public static ExportPlan? Of(SampleOptions options, SampleWorld world) => _kinds.Contains(options.Incident) ? new ExportPlan(options, world) : null;

    private ExportTable Inbound() => new("Get-InboundConnector", true, "Microsoft.Exchange.Data.Directory.SystemConfiguration.TenantInboundConnector",
    [
        new ExportRow
        {
            { "Enabled", _kind != "cloud_side_change" },
            { "ConnectorType", "OnPremises" },
            { "ConnectorSource", "HybridWizard" },
            { "SenderIPAddresses", _kind == "egress_ip_changed" ? ["203.0.113.10"] : Array.Empty<string>() },
            { "SenderDomains", new[] { "smtp:*;1" } },
            { "RequireTls", true },
            { "CloudServicesMailEnabled", true },
            { "TlsSenderCertificateName", _kind == "egress_ip_changed" ? null : "*.contoso.com" },
            { "Name", InboundConnector },
            { "Identity", InboundConnector },
            { "WhenChangedUTC", IsTenantChange ? Changed : _longAgo },
        },
        new ExportRow
        {
            { "Enabled", true },
            { "ConnectorType", "Partner" },
            { "ConnectorSource", "Default" },
            { "SenderIPAddresses", Array.Empty<string>() },
            { "SenderDomains", new[] { "smtp:contosobank.example;1" } },
            { "RequireTls", true },
            { "CloudServicesMailEnabled", false },
            { "TlsSenderCertificateName", "*.contosobank.example" },
            { "Name", "From the bank" },
            { "Identity", "From the bank" },
            { "WhenChangedUTC", _longAgo.AddDays(-40) },
        },
    ]);

    private static ExportTable AcceptedDomains() => new("Get-AcceptedDomain", true, "Microsoft.Exchange.Data.Directory.SystemConfiguration.AcceptedDomain",
    [
        .. Names.OwnSenderDomains.Concat(["contoso-group.example", Names.TenantDomain, Tenant]).Select(domain => new ExportRow
        {
            { "Name", domain }, { "DomainName", domain }, { "DomainType", "Authoritative" }, { "MatchSubDomains", false }, { "Default", domain == Names.OwnDomain },
        }),
    ]);

    private ExportTable SendConnectors() => new("Get-SendConnector", false, "Microsoft.Exchange.Data.Directory.SystemConfiguration.SmtpSendConnectorConfig",
        [.. _world.Connectors.Where(connector => connector.Role != ConnectorRole.Internal).Select(SendConnector)]);

    private ExportRow SendConnector(SampleConnector connector)
    {
        bool isChanged = !IsTenantChange && connector == Relay && _kind is "starttls_not_used" or "no_certificate_sent" or "connector_changed" or "server_certificate_differs";
        SampleCertificate? named = connector.Role == ConnectorRole.Relay && connector == Relay && _kind is not ("no_certificate_sent" or "server_certificate_differs" or "egress_ip_changed")
            ? _world.Episode.During[0].Connector == Relay ? _world.Episode.During[0].SentCertificate ?? _world.Episode.Before[0].SentCertificate : _world.Episode.Before[0].SentCertificate
            : null;
        return new ExportRow
        {
            { "Enabled", !(connector == Relay && _kind == "connector_changed") },
            { "AddressSpaces", new[] { connector == Relay ? "SMTP:*;1" : connector.Role == ConnectorRole.TenantOnly ? $"SMTP:{Names.TenantDomain};1" : "SMTP:*;10" } },
            { "DNSRoutingEnabled", connector.Role == ConnectorRole.MxDelivery },
            { "SmartHosts", connector.Role == ConnectorRole.MxDelivery ? Array.Empty<string>() : [Names.SmartHost] },
            { "TlsCertificateName", named is null ? null : $"<I>{named.Issuer}<S>{named.Subject}" },
            { "RequireTLS", false },
            { "IgnoreSTARTTLS", connector == Relay && _kind == "starttls_not_used" },
            { "ForceHELO", false },
            { "ProtocolLoggingLevel", "Verbose" },
            { "Name", connector.Id },
            { "Identity", connector.Id },
            { "WhenChangedUTC", isChanged ? Changed : _longAgo },
        };
    }

    private ExportTable Certificates() => new("Get-ExchangeCertificate", false, "Microsoft.Exchange.Management.SystemConfigurationTasks.ExchangeCertificate",
    [
        .. _world.Episode.Before.Concat(_world.Episode.During).Select(link => link.SentCertificate).OfType<SampleCertificate>()
            .Concat(_world.Servers.Select(server => server.OwnCertificate)).DistinctBy(certificate => certificate.Thumbprint).Select(certificate => new ExportRow
            {
                { "Thumbprint", certificate.Thumbprint },
                { "Subject", certificate.Subject },
                { "Issuer", certificate.Issuer },
                { "SerialNumber", certificate.Serial },
                { "CertificateDomains", certificate.Names.Split(';') },
                { "NotBefore", certificate.NotBefore },
                { "NotAfter", certificate.NotAfter },
                { "HasPrivateKey", !(_kind == "tls_failure_fallback" && certificate == _world.Episode.Before[0].SentCertificate) },
                { "Services", "IIS, SMTP" },
            }),
    ]);

    private ExportTable? AuditRecord() => _kind switch
    {
        "cloud_side_change" => new ExportTable("Get-UnifiedAuditLog", true, "Microsoft.Exchange.Data.ApplicationLogic.UnifiedAuditLogEvent",
        [
            new ExportRow
            {
                { "RecordType", "ExchangeAdmin" },
                { "CreationDate", Changed },
                { "UserIds", ChangedBy! },
                { "Operations", "Set-InboundConnector" },
                { "AuditData", $$"""{"CreationTime":"{{Changed:yyyy-MM-ddTHH:mm:ss}}","Id":"{{Guid(new Prng(_world.Seed))}}","Operation":"Set-InboundConnector","RecordType":1,"ResultStatus":"True","UserId":"admin@{{Tenant}}","Workload":"Exchange","ObjectId":"{{Tenant}}\\{{InboundConnector}}","Parameters":[{"Name":"Identity","Value":"{{InboundConnector}}"},{"Name":"Enabled","Value":"False"}]}""" },
            },
        ]),
        "starttls_not_used" => AdminAudit("Set-SendConnector", Relay.Id),
        "no_certificate_sent" => AdminAudit("Set-SendConnector", Relay.Id),
        "connector_changed" => AdminAudit("Set-SendConnector", Relay.Id),
        "certificate_name_changed" => AdminAudit("Enable-ExchangeCertificate", _world.Servers[0].Name),
        _ => null,
    };

    private ExportTable AdminAudit(string cmdlet, string target) => new("Get-AdminAuditLog", false, "Microsoft.Exchange.Management.SystemConfigurationTasks.AdminAuditLogEvent",
    [
        new ExportRow
        {
            { "ObjectModified", target },
            { "CmdletName", cmdlet },
            { "CmdletParameters", new[] { "Identity" } },
            { "Caller", "contoso.com/Users/Exchange Admin" },
            { "Succeeded", true },
            { "RunDate", Changed },
            { "OriginatingServer", _world.Servers[0].Name },
        },
    ]);

    private static string Guid(Prng random)
    {
        string hex = $"{random.NextBits():x16}{random.NextBits():x16}";
        return $"{hex[..8]}-{hex[8..12]}-4{hex[13..16]}-a{hex[17..20]}-{hex[20..]}";
    }
}
