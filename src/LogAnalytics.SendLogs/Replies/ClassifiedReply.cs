namespace LogAnalytics.SendLogs.Replies;

/// <summary>A reply with its family.</summary>
/// <param name="Family">Null for a reply of no family.</param>
public sealed record ClassifiedReply(SmtpReply Reply, ReplyFamily? Family)
{
    /// <summary>By which the receiver signs the reply; null where it does not.</summary>
    public ReceiverBracket? Bracket { get; } = ReceiverBracket.Find(Reply.Text);
}
