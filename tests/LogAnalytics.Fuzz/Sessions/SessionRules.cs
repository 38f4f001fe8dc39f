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
        CheckReceiver(session, rows);
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
        Check.Equal(session.HasDisconnect, session.CloseReason is not null, "a close reason has a disconnect");
        Check.That(!session.StartTlsUsed || rows.Any(row => MayBe(row, '>') && Starts(row, "STARTTLS")), "STARTTLS without its row");
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
        Check.That(recipient.Reply is null || replies.Contains(recipient.Reply.Value.Place), "a reply has a row");
        Check.That((recipient.Reply is null) == (recipient.Phase is null), "a reply has a phase");
        SmtpReply? reply = recipient.Reply?.Reply;
        bool fits = recipient.Outcome switch
        {
            RecipientOutcome.Accepted => reply is { IsPositive: true } && !recipient.IsProvisional,
            RecipientOutcome.Transient => reply is { IsTransient: true },
            RecipientOutcome.Refused => reply is { IsPositive: false, IsTransient: false },
            // Also after a 250 to RCPT TO: what decides is missing.
            _ => reply is null && recipient.Phase is null,
        };
        Check.That(fits, "a recipient's outcome is its reply's");
    }

    // What is known of the receiver, and where it stands.
    private static void CheckReceiver(SmtpSession session, IReadOnlyList<StoredRow> rows)
    {
        string[] replies = [.. rows.Where(row => MayBe(row, '<')).Select(row => Encoding.UTF8.GetString(row.Data.Span))];
        Check.Equal(session.ClockSource is null, session.ClockSkewMs is null, "a skew has a source");
        Check.Equal(session.ClockSource == ClockSource.Bracket, session.ReceiverSessionId is not null, "a receiver's session id comes with its clock");
        Check.That(
            session.ReceiverSessionId is not { } id || (replies.Any(text => text.Contains(id, StringComparison.Ordinal)) && replies.Any(text => text.Contains('[', StringComparison.Ordinal))),
            "a receiver's session id stands in a bracket");
        Check.That(session.ClockSource is null || replies.Any(text => text.Contains(':', StringComparison.Ordinal)), "a clock without its reply");
        Check.Equal(session.RemoteFamily == RemoteFamily.Unknown, session.RemoteEvidence is null, "evidence of the remote family");
        Check.That(session.CompanionFamily is null || IsOfClass(session.CompanionFamily, FamilyClass.B), "class of the companion");
    }

    private static bool IsOfClass(string family, FamilyClass familyClass) =>
        ReplyTaxonomy.BuiltIn.Families.Any(row => row.Id == family && row.Class == familyClass);

    private static void CheckAttribution(SmtpSession session, IReadOnlyList<StoredRow> rows)
    {
        bool failed = session.AttributionErrorCount > 0;
        Check.Equal(failed, session.AttributionFamily is not null, "attribution family");
        Check.That(session.AttributionFamily is null || IsOfClass(session.AttributionFamily, FamilyClass.A), "class of the attribution family");
        Check.That(session.Messages.All(message => message.AttributionFamily is null or { Class: FamilyClass.A }), "class of a message's attribution family");
        Check.Equal(failed, session.FirstAttributionErrorAtMicros is not null, "first attribution error");
        Check.Equal(failed, session.Outcome == SessionOutcome.AttributionFailed, "outcome of failed attribution");
        Check.That(session.AttributionErrorCount <= rows.Count(row => MayBe(row, '<')), "an attribution error has a row");
        Check.That(failed || session.Messages.All(message => message.AttributionFamily is null), "a message's attribution error is the session's");
        Check.That(
            session.FirstAttributionErrorAtMicros is not { } first || (first >= session.StartedAtMicros && first <= session.EndedAtMicros),
            "time of the first attribution error");
    }

    // Copies pad fields with blanks: they say nothing.
    private static string EventOf(StoredRow row) => Encoding.Latin1.GetString(row.Event.Span).Trim(' ');

    private static bool Is(StoredRow row, char logEvent) => EventOf(row) == logEvent.ToString();

    // An event that is lost or damaged may have been any.
    private static bool MayBe(StoredRow row, char logEvent) => EventOf(row).Length != 1 || Is(row, logEvent);

    private static bool Starts(StoredRow row, string verb) =>
        Encoding.Latin1.GetString(row.Data.Span).StartsWith(verb, StringComparison.OrdinalIgnoreCase);

    private static RowPlace PlaceOf(StoredRow row) => new(row.FileRank, row.LineNumber);
}
