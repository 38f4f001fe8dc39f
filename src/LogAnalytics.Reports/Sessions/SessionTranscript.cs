namespace LogAnalytics.Reports.Sessions;

/// <summary>One SMTP session with its rows in their order.</summary>
/// <param name="Outcome">As in the view <c>sessions</c>.</param>
/// <param name="RowsBeyond">Rows that the session has after these.</param>
public sealed record SessionTranscript(
    string Server, string Service, string SessionId, string? Connector, string? RemoteEndpoint, DateTime StartedAt, string Outcome,
    IReadOnlyList<TranscriptRow> Rows, long RowsBeyond = 0);
