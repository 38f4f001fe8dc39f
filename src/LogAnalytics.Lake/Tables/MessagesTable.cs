using LogAnalytics.Lake.Parquet;
using LogAnalytics.SendLogs.Replies;
using LogAnalytics.SendLogs.Smtp;

namespace LogAnalytics.Lake.Tables;

/// <summary>
/// One row per MAIL FROM: the trial of the detector. A message refused at MAIL FROM has no RCPT row, so it is found here only. The
/// recipients are summed up (domains; without a message id also a key of the set, by which a retry is known), so that the detector need
/// not read them.
/// </summary>
public sealed class MessagesTable
{
    private readonly NumberColumn<long> _part = new("part_id");
    private readonly NumberColumn<int> _number = new("session_number");
    private readonly TextColumn _session = new("session_id", mayRepeat: false);
    private readonly NumberColumn<int> _split = new("session_split");
    private readonly NumberColumn<int> _kind = new("kind_number");
    private readonly NumberColumn<int> _message = new("message_index");
    private readonly TextColumn _messageId = new("internet_message_id", mayRepeat: false);
    private readonly TextColumn _sender = new("sender");
    private readonly TextColumn _senderDomain = new("sender_domain");
    private readonly NumberColumn<int> _recipients = new("recipient_count");
    private readonly NumberColumn<int> _accepted = new("accepted_count");
    private readonly TextColumn _acceptedDomains = new("accepted_domains");
    private readonly TextColumn _failedDomains = new("failed_domains");
    private readonly OptionalColumn<long> _recipientsKey = new("recipients_key");
    private readonly TextColumn _family = new("attribution_family");
    private readonly NullableTimeColumn _decidedAt = new("decided_at");
    private readonly NumberColumn<int> _file = new("file_number");
    private readonly NumberColumn<long> _line = new("line_number");

    private readonly DomainSet _domains = new();

    public MessagesTable() => Columns =
    [
        _part, _number, _session, _split, _kind, _message, _messageId, _sender, _senderDomain, _recipients, _accepted, _acceptedDomains, _failedDomains, _recipientsKey, _family, _decidedAt, _file, _line,
    ];

    public IReadOnlyList<Column> Columns { get; }

    public int Count => _split.Count;

    public void Add(in WrittenSession written, SmtpMessage message, Func<int, int> fileNumberOf)
    {
        RowPlace place = message.Decision?.Place ?? written.FirstRow;
        _part.Add(written.PartId);
        _number.Add(written.Number);
        _session.Add(written.Session.SessionId);
        _split.Add(written.Split);
        _kind.Add(written.Kind);
        _message.Add(message.Index);
        _messageId.Add(message.InternetMessageId);
        _sender.Add(message.Sender);
        _senderDomain.Add(message.SenderDomain);
        _recipients.Add(message.Recipients.Count);
        _accepted.Add(CountAccepted(message));
        _acceptedDomains.Add(Domains(message, ofAccepted: true));
        _failedDomains.Add(Domains(message, ofAccepted: false));
        _recipientsKey.Add(message.InternetMessageId is null ? KeyOf(message.Recipients) : null);
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

    // Of the recipients that were accepted, or of those that an attribution error refused.
    private string? Domains(SmtpMessage message, bool ofAccepted)
    {
        foreach (RecipientAttempt recipient in message.Recipients)
        {
            if (ofAccepted ? recipient.Outcome == RecipientOutcome.Accepted : recipient.Reply?.Family?.Class == FamilyClass.A)
                _domains.Add(recipient.Domain);
        }

        return _domains.Take();
    }

    // FNV-1a over each mailbox, added up: the same recipients in any order have the same key.
    private static long KeyOf(List<RecipientAttempt> recipients)
    {
        ulong sum = 0;
        foreach (RecipientAttempt recipient in recipients)
        {
            ulong hash = 14695981039346656037;
            foreach (char c in recipient.Recipient.ToString())
                hash = unchecked((hash ^ char.ToLowerInvariant(c)) * 1099511628211);
            sum = unchecked(sum + hash);
        }

        return unchecked((long)sum);
    }
}
