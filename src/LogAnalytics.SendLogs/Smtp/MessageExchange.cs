using LogAnalytics.SendLogs.Replies;
using LogAnalytics.SendLogs.Sessions;

namespace LogAnalytics.SendLogs.Smtp;

/// <summary>What a sequence of texts makes of a message and its recipients; see <see cref="ExchangeCache"/>. Rows are counted from its first.</summary>
/// <param name="Key">Texts of the rows, with what else of them counts.</param>
/// <param name="Decision">The reply that decided.</param>
internal sealed record MessageExchange(int[] Key, ExchangeRecipient[] Recipients, ExchangeReply Decision);

/// <summary>A recipient of it.</summary>
/// <param name="Row">Its RCPT TO.</param>
internal readonly record struct ExchangeRecipient(int Row, RecipientOutcome Outcome, Phase? Phase, bool IsProvisional, ExchangeReply? Reply);

/// <summary>A reply in it.</summary>
internal readonly record struct ExchangeReply(int Row, ClassifiedReply Classified, bool IsRow)
{
    /// <summary>The reply as it stands among these rows.</summary>
    public ReplyRow In(ReadOnlySpan<StoredRow> rows) => new(Classified, rows[Row].TimeMicros, rows[Row].Place, IsRow);
}
