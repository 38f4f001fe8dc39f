namespace LogAnalytics.Reports.Details;

/// <summary>A certificate that a server sent, from when to when.</summary>
/// <param name="Certificate">Thumbprint; null: TLS without one.</param>
public sealed record CertificateRun(string Server, string? Connector, string? Certificate, DateTime FirstSeen, DateTime LastSeen, long Sessions);
