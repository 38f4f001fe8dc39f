using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.SendLogs.Smtp;

/// <summary>One RCPT TO.</summary>
public sealed class RecipientAttempt
{
    public Utf8Text Recipient { get; private set; }

    /// <summary>See <see cref="MailDomains"/>.</summary>
    public string Domain { get; private set; } = "";

    /// <summary>Where the RCPT row stands; used while no reply decides.</summary>
    public RowPlace Place { get; private set; }

    public RecipientOutcome Outcome { get; set; } = RecipientOutcome.Unanswered;

    /// <summary>Null while unanswered.</summary>
    public Phase? Phase { get; set; }

    /// <summary>The deciding reply; null while unanswered, also after a 250 to RCPT TO.</summary>
    public ReplyRow? Reply { get; set; }

    /// <summary>Accepted at RCPT TO; final only when the message's data is accepted.</summary>
    public bool IsProvisional { get; set; }

    /// <summary>A new recipient, without a reply.</summary>
    internal void Begin(Utf8Text recipient, string domain, RowPlace place)
    {
        (Recipient, Domain, Place) = (recipient, domain, place);
        (Outcome, Phase, Reply, IsProvisional) = (RecipientOutcome.Unanswered, null, null, false);
    }
}
