namespace LogAnalytics.Reports.Details;

/// <summary>One message to one recipient that an incident refused; a row of <c>affected-messages.csv</c>.</summary>
/// <param name="MessageId">Null where the log does not tell.</param>
/// <param name="Sender">'' is the null sender.</param>
/// <param name="Recipient">Null where it was refused before it named its recipients, or they are missing from the log.</param>
/// <param name="Fate"><c>bounced</c> or <c>queued</c>.</param>
/// <param name="LaterDelivered">Null: nobody can tell.</param>
public sealed record AffectedMessage(
    string Incident, string? MessageId, string Sender, string? Recipient, long Attempts, DateTime? FirstRefusedAt, DateTime? LastRefusedAt,
    int? ReplyCode, string? LastReply, string Fate, bool? LaterDelivered, string Server, string SessionId, string? File, long Line);
