namespace LogAnalytics.Exports;

/// <summary>What one side input gave.</summary>
public sealed record ExportFile
{
    /// <summary>Name for people: relative to what was asked for.</summary>
    public required string Path { get; init; }

    public ExportFormat Format { get; init; }

    /// <summary>Objects of each kind.</summary>
    public IReadOnlyDictionary<ObjectKind, int> Counts { get; init; } = new SortedDictionary<ObjectKind, int>();

    public IReadOnlyList<ExportLoss> Losses { get; init; } = [];

    /// <summary>Null where the file was used; else nothing of it was.</summary>
    public ExportProblem? Problem { get; init; }

    public IReadOnlyList<InboundConnector> InboundConnectors { get; init; } = [];

    public IReadOnlyList<SendConnector> SendConnectors { get; init; } = [];

    public IReadOnlyList<AcceptedDomain> AcceptedDomains { get; init; } = [];

    public IReadOnlyList<ExportedCertificate> Certificates { get; init; } = [];

    public IReadOnlyList<ConfigurationChange> Changes { get; init; } = [];
}
