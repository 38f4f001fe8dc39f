namespace LogAnalytics.Exports;

/// <summary>A send connector on premises, as exported. Null where the export does not say.</summary>
public sealed record SendConnector
{
    public required string Name { get; init; }

    public bool? Enabled { get; init; }

    /// <summary><c>&lt;I&gt;issuer&lt;S&gt;subject</c>; empty where Exchange chooses by name.</summary>
    public required ExportValue TlsCertificateName { get; init; }

    public required ExportValue SmartHosts { get; init; }

    /// <summary>What it takes: <c>SMTP:*;1</c>, type, domain and cost.</summary>
    public required ExportValue AddressSpaces { get; init; }

    public bool? DnsRoutingEnabled { get; init; }

    public bool? IgnoreStartTls { get; init; }

    public bool? ForceHelo { get; init; }

    public bool? RequireTls { get; init; }

    /// <summary><c>None</c> or <c>Verbose</c>.</summary>
    public string? ProtocolLoggingLevel { get; init; }

    public ExportTime? WhenChanged { get; init; }

    /// <summary>When the export was taken; null where it does not say.</summary>
    public DateTime? TakenAt { get; init; }

    /// <summary>File.</summary>
    public required string Source { get; init; }
}
