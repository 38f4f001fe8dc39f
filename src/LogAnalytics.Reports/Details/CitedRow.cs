using LogAnalytics.Reports.Sessions;

namespace LogAnalytics.Reports.Details;

/// <summary>A row of a log that a figure rests on.</summary>
public sealed record CitedRow(string Server, string SessionId, string? Connector, string? RemoteEndpoint, TranscriptRow Row);
