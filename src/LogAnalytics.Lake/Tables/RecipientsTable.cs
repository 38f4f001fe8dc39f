using LogAnalytics.Lake.Parquet;
using LogAnalytics.SendLogs.Smtp;

namespace LogAnalytics.Lake.Tables;

/// <summary>
/// One row per RCPT TO sent, with the reply that decided; sender and message id are those of its message. <c>reply_text</c> is null where
/// the deciding row's data is the whole reply.
/// </summary>
public sealed class RecipientsTable
{
    private readonly NumberColumn<long> _part = new("part_id");
    private readonly NumberColumn<int> _number = new("session_number");
    private readonly TextColumn _session = new("session_id", mayRepeat: false);
    private readonly NumberColumn<int> _split = new("session_split");
    private readonly NumberColumn<int> _message = new("message_index");
    private readonly TextColumn _recipient = new("recipient", mayRepeat: false);
    private readonly TextColumn _recipientDomain = new("recipient_domain");
    private readonly TextColumn _phase = new("phase");
    private readonly OptionalColumn<int> _code = new("reply_code");
    private readonly TextColumn _enhanced = new("enhanced_code");
    private readonly TextColumn _text = new("reply_text", mayRepeat: false);
    private readonly TextColumn _outcome = new("outcome");
    private readonly TextColumn _family = new("family");
    private readonly NullableTimeColumn _repliedAt = new("replied_at");
    private readonly NumberColumn<int> _file = new("file_number");
    private readonly NumberColumn<long> _line = new("line_number");

    public RecipientsTable() => Columns =
    [
        _part, _number, _session, _split, _message, _recipient, _recipientDomain, _phase, _code, _enhanced,
        _text, _outcome, _family, _repliedAt, _file, _line,
    ];

    public IReadOnlyList<Column> Columns { get; }

    public int Count => _split.Count;

    public void Add(in WrittenSession written, SmtpMessage message, RecipientAttempt recipient, Func<int, int> fileNumberOf)
    {
        RowPlace place = recipient.Reply?.Place ?? recipient.Place;
        _part.Add(written.PartId);
        _number.Add(written.Number);
        _session.Add(written.Session.SessionId);
        _split.Add(written.Split);
        _message.Add(message.Index);
        _recipient.Add(recipient.Recipient);
        _recipientDomain.Add(recipient.Domain);
        _phase.Add(Names.Of(recipient.Phase));
        _code.Add(recipient.Reply?.Reply.Code);
        _enhanced.Add(recipient.Reply?.Reply.EnhancedCode);
        _text.Add(recipient.Reply is { IsRow: false } reply ? reply.Reply.Text : null);
        _outcome.Add(Names.Of(recipient.Outcome));
        _family.Add(recipient.Reply?.Family?.Id);
        _repliedAt.Add(recipient.Reply?.TimeMicros);
        _file.Add(fileNumberOf(place.FileRank));
        _line.Add(place.LineNumber);
    }
}
