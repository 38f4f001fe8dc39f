using LogAnalytics.Lake.Parquet;
using LogAnalytics.SendLogs.Smtp;

namespace LogAnalytics.Lake.Tables;

/// <summary>
/// One row per MAIL FROM: the trial of the detector. A message refused at MAIL FROM has no RCPT row, so it is found here only.
/// </summary>
public sealed class MessagesTable
{
    private readonly TextColumn _service = new("service");
    private readonly TextColumn _session = new("session_id");
    private readonly IntColumn _split = new("session_split");
    private readonly IntColumn _message = new("message_index");
    private readonly TextColumn _messageId = new("internet_message_id");
    private readonly TextColumn _sender = new("sender");
    private readonly TextColumn _senderDomain = new("sender_domain");
    private readonly IntColumn _recipients = new("recipient_count");
    private readonly IntColumn _accepted = new("accepted_count");
    private readonly TextColumn _family = new("attribution_family");
    private readonly NullableTimeColumn _decidedAt = new("decided_at");
    private readonly TextColumn _text = new("reply_text");
    private readonly TextColumn _file = new("file_id");
    private readonly LongColumn _line = new("line_number");

    public MessagesTable() => Columns =
    [
        _service, _session, _split, _message, _messageId, _sender, _senderDomain, _recipients, _accepted, _family, _decidedAt, _text,
        _file, _line,
    ];

    public IReadOnlyList<Column> Columns { get; }

    public int Count => _split.Count;

    public void Add(string service, WrittenSession written, SmtpMessage message, Func<int, string> fileIdOf)
    {
        RowPlace place = message.Decision?.Place ?? written.FirstRow;
        _service.Add(service);
        _session.Add(written.Session.SessionId);
        _split.Add(written.Split);
        _message.Add(message.Index);
        _messageId.Add(message.InternetMessageId);
        _sender.Add(message.Sender);
        _senderDomain.Add(Names.DomainOf(message.Sender));
        _recipients.Add(message.Recipients.Count);
        _accepted.Add(message.Recipients.Count(recipient => recipient.Outcome == RecipientOutcome.Accepted));
        _family.Add(message.AttributionFamily?.Id);
        _decidedAt.Add(message.Decision?.TimeMicros);
        _text.Add(message.Decision?.Reply.Text);
        _file.Add(fileIdOf(place.FileRank));
        _line.Add(place.LineNumber);
    }
}
