namespace LogAnalytics.SendLogs.Smtp;

/// <summary>What became of a RCPT TO.</summary>
public enum RecipientOutcome
{
    Accepted,
    Refused,
    Transient,

    /// <summary>Cut before the deciding reply.</summary>
    Unanswered,
}
