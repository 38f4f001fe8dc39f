using System.Runtime.InteropServices;
using LogAnalytics.SendLogs.Replies;
using LogAnalytics.SendLogs.Sessions;
using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.SendLogs.Smtp;

/// <summary>
/// Messages that went through, each sequence of texts interpreted once: from MAIL FROM, or the row before that names the message, to the
/// reply that says it is queued. Mailboxes, ids and times differ, what became of whom does not. What is remembered changes the speed,
/// never the answer. One instance serves one thread.
/// </summary>
internal sealed class ExchangeCache(MeaningCache meanings)
{
    // A message has some eight rows, and two more for each recipient; a longer one is interpreted row by row.
    private const int MostRows = 64;

    // Taken by the hash; an exchange takes the place of another.
    private const int SlotCount = 4096;

    private readonly MessageExchange?[] _slots = new MessageExchange?[SlotCount];
    private readonly int[] _key = new int[MostRows];
    // Of the rows at hand.
    private int _count;
    private int _slot;

    private ReadOnlySpan<int> Key => _key.AsSpan(0, _count);

    /// <summary>How many rows at the start are one message that was queued; 0 where they are none, or one that is out of the usual.</summary>
    public int Begin(ReadOnlySpan<StoredRow> rows)
    {
        _count = Count(rows);
        if (_count == 0)
            return 0;
        _slot = (int)((uint)ByteHash.Finish(ByteHash.Add(ByteHash.Start, MemoryMarshal.AsBytes(Key))) % SlotCount);
        return _count;
    }

    /// <summary>What is known of the rows that were begun; null if nothing is.</summary>
    public MessageExchange? Find() => _slots[_slot] is { } known && Key.SequenceEqual(known.Key) ? known : null;

    /// <summary>Remembers what the rows that were begun have made of a message, if they say nothing else.</summary>
    public void Keep(ReadOnlySpan<StoredRow> rows, SmtpMessage message)
    {
        if (message.AttributionFamily is not null || message.MailRefused || message.Decision is not { } decision || !SayNothingElse(rows))
            return;
        ExchangeReply? decided = ReplyOf(rows, decision);
        List<ExchangeRecipient> recipients = [];
        foreach (RecipientAttempt recipient in message.Recipients)
        {
            int row = IndexOf(rows, recipient.Place);
            ExchangeReply? reply = recipient.Reply is { } given ? ReplyOf(rows, given) : null;
            if (row < 0 || (recipient.Reply is not null && reply is null))
                return;
            recipients.Add(new ExchangeRecipient(row, recipient.Outcome, recipient.Phase, recipient.IsProvisional, reply));
        }

        if (decided is { } usual)
            _slots[_slot] = new MessageExchange(Key.ToArray(), [.. recipients], usual);
    }

    private int Count(ReadOnlySpan<StoredRow> rows)
    {
        int count = Math.Min(rows.Length, MostRows);
        int sender = -1;
        for (int i = 0; i < count; i++)
        {
            ref readonly StoredRow row = ref rows[i];
            if (row.TextNumber < 0 || row.SequenceNumber != rows[0].SequenceNumber + i || !ReferenceEquals(row.Session, rows[0].Session))
                return 0;
            TextShape? shape = row.Session.Texts[row.TextNumber].Shape;
            bool isSender = ReferenceEquals(shape, TextShapes.Sender);
            bool isSending = ReferenceEquals(shape, TextShapes.Sending);
            // Begins with one or both of them, and has no other.
            if (sender < 0 ? !isSender && (!isSending || i > 0) : isSender || isSending)
                return 0;
            if (isSender)
                sender = i;
            _key[i] = (row.TextNumber << 1) | (row.HasLocalEndpoint ? 1 : 0);
            if (ReferenceEquals(shape, TextShapes.Queued))
                return QueuedReply.IsUsual(row.Parameters) ? i + 1 : 0;
        }

        return 0;
    }

    // Nothing about the session, or another message.
    private bool SayNothingElse(ReadOnlySpan<StoredRow> rows)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            TextMeaning meaning = meanings.Of(rows[i]);
            bool isUsual = meaning.KindOf(rows[i].HasLocalEndpoint) switch
            {
                (byte)'>' => meaning.Command is CommandKind.Mail or CommandKind.Rcpt or CommandKind.Data or CommandKind.Bdat or CommandKind.BdatLast,
                (byte)'<' => meaning.Queued is not null || (meaning.Reply is { } reply && SaysNothingOfSession(reply)),
                (byte)'*' => i == 0 && ReferenceEquals(meaning.Shape, TextShapes.Sending),
                _ => false,
            };
            if (!isUsual)
                return false;
        }

        return true;
    }

    private static bool SaysNothingOfSession(ClassifiedReply reply) =>
        reply.Bracket is null && reply.Family is not { Class: FamilyClass.A or FamilyClass.B }
        && reply.Reply.EnhancedCode != "2.6.0" && (reply.Reply.IsPositive || !RemoteFamilies.NamesServiceHost(reply.Reply.Text));

    private static ExchangeReply? ReplyOf(ReadOnlySpan<StoredRow> rows, in ReplyRow reply) =>
        IndexOf(rows, reply.Place) is var row and >= 0 && rows[row].TimeMicros == reply.TimeMicros ? new ExchangeReply(row, reply.Classified, reply.IsRow) : null;

    private static int IndexOf(ReadOnlySpan<StoredRow> rows, RowPlace place)
    {
        for (int i = 0; i < rows.Length; i++)
        {
            if (rows[i].Place == place)
                return i;
        }

        return -1;
    }
}
