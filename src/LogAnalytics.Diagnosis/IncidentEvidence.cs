namespace LogAnalytics.Diagnosis;

/// <summary>
/// What the logs say around one onset, counted in trials (messages in sessions with the service).
/// "Before" is the preceding segment, "during" runs from the first to the last failed trial of the window.
/// </summary>
public sealed record IncidentEvidence
{
    /// <summary>Reply family: <c>tenant_attribution</c>, <c>attr36</c>, <c>attr35</c>.</summary>
    public required string Family { get; init; }

    /// <summary>Servers with failed trials in the window.</summary>
    public required IReadOnlyList<string> Servers { get; init; }

    /// <summary>Connectors of the failed trials.</summary>
    public required IReadOnlyList<string> Connectors { get; init; }

    /// <summary>Time of the first failed trial's reply, UTC.</summary>
    public required DateTime FirstBad { get; init; }

    /// <summary>Time of the last success before it in scope; null when pre-existing.</summary>
    public required DateTime? LastGood { get; init; }

    /// <summary>First success after the window; null while ongoing.</summary>
    public required DateTime? FirstGoodAfter { get; init; }

    /// <summary>The slice that the detector found: attribute and value; empty where the whole group fails.</summary>
    public required IReadOnlyList<KeyValuePair<string, string?>> Slice { get; init; }

    /// <summary>Counts per attribute and value over the incident's servers.</summary>
    public required IReadOnlyList<ValueCounts> InScope { get; init; }

    /// <summary>Counts per attribute and value over all servers of the group, the incident's own included.</summary>
    public required IReadOnlyList<ValueCounts> Everywhere { get; init; }

    /// <summary>Certificates that the group's sessions presented.</summary>
    public required IReadOnlyList<CertificateFacts> Certificates { get; init; }

    /// <summary>Failed TLS negotiations towards the service on the incident's servers.</summary>
    public required IReadOnlyList<TlsFailureCounts> TlsFailures { get; init; }

    /// <summary>The tenant's accepted domains, from a side input; null where none was given (unknown, not empty).</summary>
    public IReadOnlyList<string>? AcceptedDomains { get; init; }

    /// <summary>The tenant's inbound connectors, every version that a side input holds; null where none was given.</summary>
    public IReadOnlyList<InboundConnector>? InboundConnectors { get; init; }

    /// <summary>Send connectors on premises, every version that a side input holds; null where none was given.</summary>
    public IReadOnlyList<SendConnector>? SendConnectors { get; init; }

    /// <summary>Certificates of the servers from side inputs, presented ones and others.</summary>
    public IReadOnlyList<ExportedCertificate> ExportedCertificates { get; init; } = [];

    /// <summary>Administrative changes known from side inputs, at any time; empty where none was given.</summary>
    public IReadOnlyList<ConfigurationChange> KnownChanges { get; init; } = [];
}

/// <summary>Attribute names used in <see cref="ValueCounts.Attribute"/>.</summary>
public static class EvidenceAttributes
{
    public const string Server = "server";
    public const string Connector = "connector";

    /// <summary>Thumbprint of the certificate we sent; null where none was.</summary>
    public const string Certificate = "certificate";

    /// <summary>The address that the receiver greets in <c>Hello [ip]</c>.</summary>
    public const string PublicAddress = "public_address";

    /// <summary>Our address before NAT.</summary>
    public const string LocalAddress = "local_address";
    public const string RemoteAddress = "remote_address";

    /// <summary>Domain suffix family of the remote host, e.g. <c>exchange_online</c>.</summary>
    public const string RemoteFamily = "remote_family";

    /// <summary><c>encrypted</c>, <c>not_offered</c>, <c>not_used</c>: how STARTTLS went.</summary>
    public const string StartTls = "starttls";

    /// <summary><c>true</c> where a firewall masks the banner.</summary>
    public const string BannerMasked = "banner_masked";

    /// <summary>Null value: TLS not used. Else protocol, e.g. <c>TLS1_2</c>.</summary>
    public const string TlsProtocol = "tls_protocol";

    /// <summary>The null sender is the value <c>&lt;&gt;</c>.</summary>
    public const string SenderDomain = "sender_domain";
    public const string RecipientDomain = "recipient_domain";
}

/// <summary>How the trials with one attribute value went.</summary>
/// <param name="Value">Null: the attribute is absent (e.g. no certificate sent).</param>
/// <param name="FirstSeen">First trial with this value, UTC, over the whole span.</param>
/// <param name="FirstPassed">First passed trial with it; null if none ever passed.</param>
/// <param name="LastPassed">Last passed trial with it.</param>
public sealed record ValueCounts(
    string Attribute,
    string? Value,
    long PassedBefore,
    long FailedBefore,
    long PassedDuring,
    long FailedDuring,
    long PassedAfter,
    long FailedAfter,
    DateTime FirstSeen,
    DateTime? FirstPassed,
    DateTime? LastPassed);

/// <summary>A certificate as logged.</summary>
/// <param name="Names">Subject CN and alternate names; null where the log does not hold them (unknown, not empty).</param>
/// <param name="Servers">Servers that presented it.</param>
public sealed record CertificateFacts(
    string Thumbprint,
    string? Subject,
    string? Issuer,
    string? Serial,
    IReadOnlyList<string>? Names,
    DateTime? NotBefore,
    DateTime? NotAfter,
    DateTime FirstSeen,
    DateTime LastSeen,
    IReadOnlyList<string> Servers)
{
    /// <summary>The side input that told what the log does not hold; null where nothing was taken from one.</summary>
    public string? FromExport { get; init; }

    /// <summary>End of validity without its time zone, where no better one is known: within fourteen hours of UTC.</summary>
    public DateTime? NotAfterWithoutZone { get; init; }
}

/// <param name="Error">As logged, e.g. <c>NoCredentials</c>.</param>
public sealed record TlsFailureCounts(string Error, long Before, long During, DateTime First);
