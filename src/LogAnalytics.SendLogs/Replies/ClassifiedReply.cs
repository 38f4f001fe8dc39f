namespace LogAnalytics.SendLogs.Replies;

/// <summary>A reply with its family.</summary>
/// <param name="Family">Null for a reply of no family.</param>
public sealed record ClassifiedReply(SmtpReply Reply, ReplyFamily? Family);
