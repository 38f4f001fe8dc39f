namespace LogAnalytics.SendLogs.Smtp;

/// <summary>One RCPT TO.</summary>
public sealed class RecipientAttempt
{
    public required string Recipient { get; init; }

    /// <summary>Where the RCPT row stands; used while no reply decides.</summary>
    public required RowPlace Place { get; init; }

    public RecipientOutcome Outcome { get; set; } = RecipientOutcome.Unanswered;

    /// <summary>Null while unanswered.</summary>
    public Phase? Phase { get; set; }

    /// <summary>The deciding reply; null while unanswered, also after a 250 to RCPT TO.</summary>
    public ReplyRow? Reply { get; set; }

    /// <summary>Accepted at RCPT TO; final only when the message's data is accepted.</summary>
    public bool IsProvisional { get; set; }
}
