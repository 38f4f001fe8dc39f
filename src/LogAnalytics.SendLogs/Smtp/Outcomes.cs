namespace LogAnalytics.SendLogs.Smtp;

/// <summary>Sums a session up: the first outcome that holds.</summary>
public static class Outcomes
{
    public static void Settle(SmtpSession session)
    {
        bool accepted = false;
        bool refused = false;
        bool transient = false;
        foreach (SmtpMessage message in session.Messages)
        {
            if (message.Recipients.Count == 0 && message.Decision is { } decision)
                (refused, transient) = (refused || decision.Reply.IsPermanent, transient || decision.Reply.IsTransient);
            foreach (RecipientAttempt recipient in message.Recipients)
            {
                accepted |= recipient.Outcome == RecipientOutcome.Accepted;
                refused |= recipient.Outcome == RecipientOutcome.Refused;
                transient |= recipient.Outcome == RecipientOutcome.Transient;
            }
        }

        session.Outcome =
            session.AttributionErrorCount > 0 ? SessionOutcome.AttributionFailed
            : accepted ? SessionOutcome.Attributed
            : refused ? SessionOutcome.Refused
            : transient ? SessionOutcome.Transient
            : session.Tls == TlsResult.Failed ? SessionOutcome.TlsFailed
            : session.ConnectFailed ? SessionOutcome.ConnectFailed
            : session.Messages.Count == 0 && session.HasConnect ? SessionOutcome.NoRelay
            : SessionOutcome.Unknown;
    }
}
