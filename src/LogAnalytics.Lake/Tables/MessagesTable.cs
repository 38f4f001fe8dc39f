using LogAnalytics.Lake.Parquet;
using LogAnalytics.SendLogs.Smtp;

namespace LogAnalytics.Lake.Tables;

/// <summary>
/// One row per MAIL FROM: the trial of the detector. A message refused at MAIL FROM has no RCPT row, so it is found here only.
/// </summary>
public sealed class MessagesTable
{
    private readonly LongColumn _part = new("part_id");
    private readonly IntColumn _number = new("session_number");
    private readonly UniqueTextColumn _session = new("session_id");
    private readonly IntColumn _split = new("session_split");
    private readonly IntColumn _message = new("message_index");
    private readonly UniqueTextColumn _messageId = new("internet_message_id");
    private readonly UniqueTextColumn _sender = new("sender");
    private readonly TextColumn _senderDomain = new("sender_domain");
    private readonly IntColumn _recipients = new("recipient_count");
    private readonly IntColumn _accepted = new("accepted_count");
    private readonly TextColumn _family = new("attribution_family");
    private readonly NullableTimeColumn _decidedAt = new("decided_at");
    private readonly IntColumn _file = new("file_number");
    private readonly LongColumn _line = new("line_number");
    private readonly DomainNames _domains = new();

    public MessagesTable() => Columns =
    [
        _part, _number, _session, _split, _message, _messageId, _sender, _senderDomain, _recipients, _accepted, _family, _decidedAt, _file, _line,
    ];

    public IReadOnlyList<Column> Columns { get; }

    public int Count => _split.Count;

    public void Add(WrittenSession written, SmtpMessage message, Func<int, int> fileNumberOf)
    {
        RowPlace place = message.Decision?.Place ?? written.FirstRow;
        _part.Add(written.PartId);
        _number.Add(written.Number);
        _session.Add(written.Session.SessionId);
        _split.Add(written.Split);
        _message.Add(message.Index);
        _messageId.Add(message.InternetMessageId);
        _sender.Add(message.Sender);
        _senderDomain.Add(_domains.Of(message.Sender));
        _recipients.Add(message.Recipients.Count);
        _accepted.Add(CountAccepted(message));
        _family.Add(message.AttributionFamily?.Id);
        _decidedAt.Add(message.Decision?.TimeMicros);
        _file.Add(fileNumberOf(place.FileRank));
        _line.Add(place.LineNumber);
    }

    private static int CountAccepted(SmtpMessage message)
    {
        int count = 0;
        foreach (RecipientAttempt recipient in message.Recipients)
            count += recipient.Outcome == RecipientOutcome.Accepted ? 1 : 0;
        return count;
    }
}
