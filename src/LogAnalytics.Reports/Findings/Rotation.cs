namespace LogAnalytics.Reports.Findings;

/// <summary>What a server changed, or one of the values that it changed to.</summary>
/// <param name="FromLastSeen">Last use of what was used before; later than <paramref name="FirstSeen"/> where both were in use.</param>
public sealed record Rotation(
    string Server, string Service, string? Connector, string Attribute, string? Value, DateTime FirstSeen, DateTime LastSeen, long Sessions,
    string? FromValue, DateTime FromLastSeen, bool IsReturn);
