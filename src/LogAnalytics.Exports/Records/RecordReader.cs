namespace LogAnalytics.Exports;

/// <summary>Objects to records: which properties mean what.</summary>
internal sealed class RecordReader(string source)
{
    private static readonly char[] _listSeparators = [',', ';', ' ', '\r', '\n', '\t'];

    public string Source => source;

    public LossTally Losses { get; } = new();

    public List<InboundConnector> InboundConnectors { get; } = [];

    public List<SendConnector> SendConnectors { get; } = [];

    public List<AcceptedDomain> AcceptedDomains { get; } = [];

    public List<ExportedCertificate> Certificates { get; } = [];

    public List<ConfigurationChange> Changes { get; } = [];

    /// <summary>Objects of each kind, those without use included.</summary>
    public SortedDictionary<ObjectKind, int> Counts { get; } = [];

    public void Add(ExportObject made)
    {
        ObjectKind kind = ObjectKinds.Of(made);
        Counts[kind] = Counts.GetValueOrDefault(kind) + 1;
        switch (kind)
        {
            case ObjectKind.InboundConnector when NameOf(made) is { } name:
                AddInbound(made, name);
                break;
            case ObjectKind.SendConnector when NameOf(made) is { } name:
                AddSend(made, name);
                break;
            case ObjectKind.AcceptedDomain when Value(kind, made, "DomainName").Text is { } domain:
                AcceptedDomains.Add(new AcceptedDomain(domain, made.Call?.IsTenant, made.Call?.Start, source));
                break;
            case ObjectKind.Certificate:
                AddCertificate(made);
                break;
            case ObjectKind.AdminAudit when AuditReader.ReadAdmin(made, source, Losses) is { } change:
                Changes.Add(change);
                break;
            case ObjectKind.UnifiedAudit when AuditReader.ReadUnified(made, source, Losses) is { } change:
                Changes.Add(change);
                break;
        }
    }

    private void AddInbound(ExportObject made, string name)
    {
        ExportTime? changed = WhenChanged(ObjectKind.InboundConnector, made);
        InboundConnectors.Add(new InboundConnector
        {
            Name = name,
            Enabled = Flag(made["Enabled"]),
            ConnectorType = TypeOf(made["ConnectorType"].Text),
            TlsSenderCertificateName = Value(ObjectKind.InboundConnector, made, "TlsSenderCertificateName"),
            SenderIPAddresses = List(ObjectKind.InboundConnector, made, "SenderIPAddresses"),
            WhenChanged = changed,
            TakenAt = made.Call?.Start,
            Source = source,
        });
        if (changed is { IsUtc: true } time)
            Changes.Add(new ConfigurationChange(ChangeKind.InboundConnector, time.Time, $"'{name}' was changed last (WhenChangedUTC)", null, name, source) { IsOwnDate = true });
    }

    private void AddSend(ExportObject made, string name)
    {
        ExportTime? changed = WhenChanged(ObjectKind.SendConnector, made);
        SendConnectors.Add(new SendConnector
        {
            Name = name,
            Enabled = Flag(made["Enabled"]),
            TlsCertificateName = Value(ObjectKind.SendConnector, made, "TlsCertificateName"),
            SmartHosts = List(ObjectKind.SendConnector, made, "SmartHosts"),
            AddressSpaces = List(ObjectKind.SendConnector, made, "AddressSpaces"),
            DnsRoutingEnabled = Flag(made["DNSRoutingEnabled"]),
            IgnoreStartTls = Flag(made["IgnoreSTARTTLS"]),
            ForceHelo = Flag(made["ForceHELO"]),
            RequireTls = Flag(made["RequireTLS"]),
            ProtocolLoggingLevel = made["ProtocolLoggingLevel"].Text,
            WhenChanged = changed,
            TakenAt = made.Call?.Start,
            Source = source,
        });
        if (changed is { IsUtc: true } time)
            Changes.Add(new ConfigurationChange(ChangeKind.SendConnector, time.Time, $"'{name}' was changed last (WhenChangedUTC)", null, name, source) { IsOwnDate = true });
    }

    private void AddCertificate(ExportObject made)
    {
        const ObjectKind kind = ObjectKind.Certificate;
        string? server = ServerOf(made);
        byte[]? der = BytesOf(made["RawData"]);
        if (made["RawData"] is { IsGiven: true, IsEmpty: false } && der is null)
            Losses.Add(kind, "RawData", LossReason.Unreadable);
        ExportedCertificate? signed = der is null ? null : CertificateBytes.TryRead(der, server, source);
        if (der is not null && signed is null)
            Losses.Add(kind, "RawData", LossReason.Unreadable);
        string? thumbprint = signed?.Thumbprint ?? ThumbprintOf(made["Thumbprint"].Text);
        if (thumbprint is null)
            return;
        string? services = made["Services"].Text is { } words && words.Any(char.IsAsciiLetter) ? words : null;
        // What the certificate itself says stands above what was written about it.
        Certificates.Add(signed is not null
            ? signed with { HasPrivateKey = Flag(made["HasPrivateKey"]), Services = services }
            : new ExportedCertificate(
                thumbprint, made["Subject"].Text, made["Issuer"].Text, made["SerialNumber"].Text, NamesOf(made),
                Losses.Time(kind, "NotBefore", made["NotBefore"], isUtc: false), Losses.Time(kind, "NotAfter", made["NotAfter"], isUtc: false),
                Flag(made["HasPrivateKey"]), services, server, source));
    }

    // CertificateDomains holds subject CN and alternate names.
    private List<string>? NamesOf(ExportObject made)
    {
        ExportValue domains = List(ObjectKind.Certificate, made, "CertificateDomains");
        return domains is { IsGiven: true, IsEmpty: false } ? [.. domains.Items] : null;
    }

    private ExportTime? WhenChanged(ObjectKind kind, ExportObject made) =>
        made["WhenChangedUTC"] is { IsGiven: true, IsEmpty: false } or { IsLost: true }
            ? Losses.Time(kind, "WhenChangedUTC", made["WhenChangedUTC"], isUtc: true)
            : Losses.Time(kind, "WhenChanged", made["WhenChanged"], isUtc: false);

    private ExportValue Value(ObjectKind kind, ExportObject made, string property) => Losses.Value(kind, property, made[property]);

    private ExportValue List(ObjectKind kind, ExportObject made, string property) => Losses.Value(kind, property, made[property].Split(_listSeparators));

    private static string? NameOf(ExportObject made) => made["Name"].Text ?? made["Identity"].Text;

    private static string? ServerOf(ExportObject made) =>
        // EX01.contoso.com\2F6A… where the cmdlet gave it; else the remote session's host.
        made["Identity"].Text is { } identity && identity.IndexOf('\\', StringComparison.Ordinal) is > 0 and var slash ? identity[..slash]
        : made["Server"].Text;

    private static string? ThumbprintOf(string? text) =>
        text is { Length: 40 } && text.All(char.IsAsciiHexDigit) ? text.ToUpperInvariant() : null;

    private static byte[]? BytesOf(ExportValue value)
    {
        if (value.Bytes is { } bytes)
            return bytes;
        if (value.Text is not { Length: > 64 and <= 2 * ExportLimits.MaxCertificateBytes } text)
            return null;
        byte[] buffer = new byte[text.Length];
        return Convert.TryFromBase64String(text, buffer, out int length) ? buffer[..length] : null;
    }

    private static string? TypeOf(string? text) => text is not null && text.Any(char.IsAsciiLetter) ? text : null;

    private static bool? Flag(ExportValue value) =>
        value.Text is { } text && bool.TryParse(text, out bool flag) ? flag : null;
}
