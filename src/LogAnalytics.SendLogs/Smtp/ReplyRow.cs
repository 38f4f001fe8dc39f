using LogAnalytics.SendLogs.Replies;

namespace LogAnalytics.SendLogs.Smtp;

/// <summary>A reply with its first row: the line that names the error.</summary>
/// <param name="IsRow">The row's data is the whole reply, as it is.</param>
public sealed record ReplyRow(SmtpReply Reply, ReplyFamily? Family, long TimeMicros, RowPlace Place, bool IsRow);
