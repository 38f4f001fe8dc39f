namespace LogAnalytics.Cli.Sessions;

/// <summary>A session of the lake and where its rows lie.</summary>
/// <param name="Day">Of its partition, as text.</param>
public sealed record FoundSession(
    string Server, string Service, string Day, long PartId, long SessionNumber, string SessionId, string? Connector, string? RemoteEndpoint, string? RemoteHost,
    DateTime StartedAt, string Outcome, long EventCount);
