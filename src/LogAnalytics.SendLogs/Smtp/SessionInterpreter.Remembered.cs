using LogAnalytics.SendLogs.Sessions;
using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.SendLogs.Smtp;

/// <summary>The quick way through a session: openings and messages that came before in the same words; every other row in its turn.</summary>
public sealed partial class SessionInterpreter
{
    // Returns how many rows it has taken.
    private int TakeOpening(ReadOnlySpan<StoredRow> rows)
    {
        OpeningCache? openings = _memory!.Openings;
        int count = openings?.Begin(rows) ?? 0;
        if (count > 0 && openings!.Find(rows, out SmtpSession? session) is { } known)
        {
            _session = session!;
            _certificates.Begin(known.Sent, known.Remote);
            _talks = known.Talks;
            return count;
        }

        _session = new SmtpSession { SessionId = default };
        _certificates.Begin(sent: null, remote: null);
        if (rows[0].SequenceNumber == 0)
            AwaitBanner();
        int firstReply = -1;
        for (int i = 0; i < count; i++)
        {
            if (firstReply < 0 && Meanings.Of(rows[i]).KindOf(rows[i].HasLocalEndpoint) == (byte)'<')
                firstReply = i;
            Take(in rows[i]);
        }

        if (count > 0 && IsBetweenMessages && _message is null && _nextMessageId is null && !_dataSent && !_certificates.IsOpen)
            openings!.Keep(rows, _session, _certificates, _talks, firstReply);
        return count;
    }

    // Returns how many rows it has taken: those of a message, or one.
    private int TakeExchange(ReadOnlySpan<StoredRow> rows)
    {
        ExchangeCache? exchanges = _memory!.Exchanges;
        int count = exchanges is not null && IsBetweenMessages ? exchanges.Begin(rows) : 0;
        if (count == 0)
        {
            Take(in rows[0]);
            return 1;
        }

        rows = rows[..count];
        if (exchanges!.Find() is { } known)
        {
            Take(known, rows);
            return count;
        }

        int messages = _session.Messages.Count;
        foreach (ref readonly StoredRow row in rows)
            Take(in row);
        if (IsBetweenMessages && _session.Messages.Count == messages + 1 && _dataSent)
            exchanges.Keep(rows, _message!);
        return count;
    }

    private void Take(MessageExchange exchange, ReadOnlySpan<StoredRow> rows)
    {
        _certificates.EndRows();
        _talks = true;
        int first = 0;
        if (ReferenceEquals(Meanings.Of(rows[0]).Shape, TextShapes.Sending))
            NoteBareId(rows[first++]);
        OpenMessage(Utf8Text.OfValid(rows[first].SecondParameter));
        _message!.Recipients.EnsureCapacity(exchange.Recipients.Length);
        foreach (ref readonly ExchangeRecipient known in exchange.Recipients.AsSpan())
        {
            ref readonly StoredRow row = ref rows[known.Row];
            Utf8Text mailbox = ArgumentOf(row, Meanings.Of(row));
            RecipientAttempt recipient = AddRecipient(mailbox, row.Place);
            recipient.Outcome = known.Outcome;
            recipient.Phase = known.Phase;
            recipient.IsProvisional = known.IsProvisional;
            recipient.Reply = known.Reply?.In(rows);
        }

        QueuedReply.NoteRemote(_session, rows[^1].Parameters);
        _message.Decision = exchange.Decision.In(rows);
        _dataSent = true;
    }
}
