using LogAnalytics.SendLogs.Replies;

namespace LogAnalytics.SendLogs.Smtp;

/// <summary>A reply with its first row: the line that names the error.</summary>
public sealed record ReplyRow(SmtpReply Reply, ReplyFamily? Family, long TimeMicros, RowPlace Place);
