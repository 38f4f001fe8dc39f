namespace LogAnalytics.Reports.Findings;

/// <summary>A recipient of a message that an incident refused; see the view <c>affected_messages</c>.</summary>
/// <param name="Fate"><c>bounced</c>, <c>queued</c>, or null where no reply tells.</param>
/// <param name="LaterDelivered">Null: without a message id nobody can tell.</param>
public sealed record AffectedMessage(
    string Incident, string? InternetMessageId, string? Sender, string? Recipient, long Refusals, DateTime FirstRefusedAt, DateTime LastRefusedAt,
    int? ReplyCode, string? EnhancedCode, string? LastReply, string? Fate, bool? LaterDelivered, DateTime? DeliveredAt, string Server, string SessionId,
    string? File, long Line);
