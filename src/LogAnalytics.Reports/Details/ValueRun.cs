namespace LogAnalytics.Reports.Details;

/// <summary>A value that a server used from when to when: a row of the view <c>lineage</c>.</summary>
public sealed record ValueRun(
    string Server, string Service, string? Connector, string Attribute, string? Value, DateTime FirstSeen, DateTime LastSeen,
    long Sessions, long Attributed, long AttributionFailed);
