using System.Text;
using LogAnalytics.SendLogs.Replies;
using LogAnalytics.SendLogs.Sessions;
using LogAnalytics.SendLogs.Smtp;

namespace LogAnalytics.Fuzz.Sessions;

/// <summary>What holds of every session that is read from its rows.</summary>
internal static class SessionRules
{
    public static void Hold(SmtpSession session, IReadOnlyList<StoredRow> rows)
    {
        CheckFrame(session, rows);
        CheckMessages(session, rows);
        CheckAttribution(session, rows);
    }

    private static void CheckFrame(SmtpSession session, IReadOnlyList<StoredRow> rows)
    {
        Check.Equal(rows.Count, session.EventCount, "rows of a session");
        Check.Equal(rows.Min(row => row.TimeMicros), session.StartedAtMicros, "start of a session");
        Check.Equal(rows.Max(row => row.TimeMicros), session.EndedAtMicros, "end of a session");
        int[] numbers = [-1, .. rows.Select(row => row.SequenceNumber)];
        int holes = numbers.Zip(numbers.Skip(1)).Count(pair => pair.Second > pair.First + 1L);
        Check.Equal(holes, session.SequenceHoles, "holes of a session");
        Check.Equal(session.HasDisconnect && holes == 0, session.IsComplete, "completeness");
        Check.That(!session.HasConnect || rows.Any(row => MayBe(row, '+')), "a connect without its row");
        Check.That(!session.HasDisconnect || rows.Any(row => MayBe(row, '-')), "a disconnect without its row");
        Check.That(session.HasDisconnect || !rows.Any(row => Is(row, '-')), "a lost disconnect");
    }

    private static void CheckMessages(SmtpSession session, IReadOnlyList<StoredRow> rows)
    {
        Check.That(session.Messages.Select(message => message.Index).SequenceEqual(Enumerable.Range(1, session.Messages.Count)), "numbers of messages");
        // The event may be lost, then the text tells: at least the rows that say so, at most those that could.
        StoredRow[] named = [.. rows.Where(row => Starts(row, "RCPT TO:"))];
        int recipients = session.Recipients.Count();
        Check.That(recipients >= named.Count(row => Is(row, '>')) && recipients <= named.Count(row => MayBe(row, '>')), "number of recipients");
        HashSet<RowPlace> places = [.. named.Select(PlaceOf)];
        Check.That(session.Recipients.All(recipient => places.Remove(recipient.Place)), "a recipient has a row of its own");
        int commands = rows.Count(row => MayBe(row, '>') && (Starts(row, "MAIL FROM:") || Starts(row, "RCPT TO:")));
        Check.That(session.Messages.Count <= commands, "a message has a command");
        HashSet<RowPlace> replies = [.. rows.Where(row => MayBe(row, '<')).Select(PlaceOf)];
        foreach (RecipientAttempt recipient in session.Recipients)
            CheckRecipient(recipient, replies);
    }

    private static void CheckRecipient(RecipientAttempt recipient, HashSet<RowPlace> replies)
    {
        Check.That(recipient.Reply is null || replies.Contains(recipient.Reply.Place), "a reply has a row");
        Check.That((recipient.Reply is null) == (recipient.Phase is null), "a reply has a phase");
        SmtpReply? reply = recipient.Reply?.Reply;
        bool fits = recipient.Outcome switch
        {
            RecipientOutcome.Accepted => reply is { IsPositive: true } && !recipient.IsProvisional,
            RecipientOutcome.Transient => reply is { IsTransient: true },
            RecipientOutcome.Refused => reply is { IsPositive: false, IsTransient: false },
            _ => reply is null || (reply is { IsPositive: true } && recipient.IsProvisional),
        };
        Check.That(fits, "a recipient's outcome is its reply's");
    }

    private static void CheckAttribution(SmtpSession session, IReadOnlyList<StoredRow> rows)
    {
        bool failed = session.AttributionErrorCount > 0;
        Check.Equal(failed, session.AttributionFamily is not null, "attribution family");
        Check.Equal(failed, session.FirstAttributionErrorAtMicros is not null, "first attribution error");
        Check.Equal(failed, session.Outcome == SessionOutcome.AttributionFailed, "outcome of failed attribution");
        Check.That(session.AttributionErrorCount <= rows.Count(row => MayBe(row, '<')), "an attribution error has a row");
        Check.That(failed || session.Messages.All(message => message.AttributionFamily is null), "a message's attribution error is the session's");
        Check.That(
            session.FirstAttributionErrorAtMicros is not { } first || (first >= session.StartedAtMicros && first <= session.EndedAtMicros),
            "time of the first attribution error");
    }

    private static bool Is(StoredRow row, char logEvent) => row.Event.Span.SequenceEqual([(byte)logEvent]);

    // An event that is lost or damaged may have been any.
    private static bool MayBe(StoredRow row, char logEvent) => row.Event.Length != 1 || Is(row, logEvent);

    private static bool Starts(StoredRow row, string verb) =>
        Encoding.Latin1.GetString(row.Data.Span).StartsWith(verb, StringComparison.OrdinalIgnoreCase);

    private static RowPlace PlaceOf(StoredRow row) => new(row.FileRank, row.LineNumber);
}
