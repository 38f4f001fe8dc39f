namespace LogAnalytics.Exports;

/// <summary>What an exported object describes.</summary>
public enum ObjectKind
{
    Unknown,
    InboundConnector,
    SendConnector,
    AcceptedDomain,
    Certificate,

    /// <summary>Search-AdminAuditLog.</summary>
    AdminAudit,

    /// <summary>Search-UnifiedAuditLog, or an export of the portal.</summary>
    UnifiedAudit,

    /// <summary>Known, and of no use here: receive connectors, outbound connectors.</summary>
    Other,
}
