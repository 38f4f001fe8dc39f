namespace LogAnalytics.Reports.Findings;

/// <summary>Something told beside the logs about which sessions can say anything.</summary>
/// <param name="Kind"><c>relay_role</c> and <c>connector_family</c> of a connector, <c>remote_family</c> of an address or host, or a <c>hosted_domain</c>.</param>
/// <param name="Value">The role or family; null for domains.</param>
/// <param name="Source">Who says so.</param>
/// <param name="ByUser">An option says so, and decides; else an export does.</param>
/// <param name="Sessions">How many it is about; 0 may be a misspelt name.</param>
public sealed record Override(string Kind, string Name, string? Value, string Source, bool ByUser, long Sessions);
