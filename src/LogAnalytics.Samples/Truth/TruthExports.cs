namespace LogAnalytics.Samples;

/// <summary>What the exports beside a tree show.</summary>
/// <param name="Format">csv, json, clixml or xhcw.</param>
/// <param name="ChangedAt">When an administrator made the change that the audit record tells; null where there is none.</param>
/// <param name="ChangedBy">Who, as the audit record has it.</param>
/// <param name="InboundConnector">Name of the tenant's inbound connector.</param>
public sealed record TruthExports(string Format, DateTime? ChangedAt, string? ChangedBy, string InboundConnector);
