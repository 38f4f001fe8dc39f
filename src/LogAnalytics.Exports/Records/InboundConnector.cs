namespace LogAnalytics.Exports;

/// <summary>An inbound connector of the tenant, as exported.</summary>
public sealed record InboundConnector
{
    public required string Name { get; init; }

    /// <summary>Null where the export does not say.</summary>
    public bool? Enabled { get; init; }

    /// <summary><c>OnPremises</c> or <c>Partner</c>; null where the export does not say.</summary>
    public string? ConnectorType { get; init; }

    public required ExportValue TlsSenderCertificateName { get; init; }

    /// <summary>Addresses and networks.</summary>
    public required ExportValue SenderIPAddresses { get; init; }

    public ExportTime? WhenChanged { get; init; }

    /// <summary>When the export was taken; null where it does not say.</summary>
    public DateTime? TakenAt { get; init; }

    /// <summary>File.</summary>
    public required string Source { get; init; }
}
