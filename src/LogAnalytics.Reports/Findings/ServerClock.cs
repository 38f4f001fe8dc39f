namespace LogAnalytics.Reports.Findings;

/// <summary>A server's clock less the receivers' clocks.</summary>
public sealed record ServerClock(string Server, long AheadMs);
