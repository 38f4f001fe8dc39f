using LogAnalytics.SendLogs.Replies;

namespace LogAnalytics.SendLogs.Smtp;

/// <summary>A reply with its first row: the line that names the error.</summary>
/// <param name="IsRow">The row's data is the whole reply, as it is.</param>
public readonly record struct ReplyRow(ClassifiedReply Classified, long TimeMicros, RowPlace Place, bool IsRow)
{
    public SmtpReply Reply => Classified.Reply;

    public ReplyFamily? Family => Classified.Family;
}
