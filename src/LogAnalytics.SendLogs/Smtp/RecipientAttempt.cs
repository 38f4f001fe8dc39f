using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.SendLogs.Smtp;

/// <summary>One RCPT TO.</summary>
public sealed class RecipientAttempt
{
    public required Utf8Text Recipient { get; init; }

    /// <summary>See <see cref="MailDomains"/>.</summary>
    public required string Domain { get; init; }

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
