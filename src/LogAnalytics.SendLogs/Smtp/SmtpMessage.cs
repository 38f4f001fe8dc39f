using LogAnalytics.SendLogs.Replies;

namespace LogAnalytics.SendLogs.Smtp;

/// <summary>One MAIL FROM with its recipients: the unit that is attributed.</summary>
public sealed class SmtpMessage
{
    /// <summary>From 1 in its session.</summary>
    public required int Index { get; init; }

    public string? InternetMessageId { get; init; }

    /// <summary>Envelope sender; <c>""</c> for the null sender, null where MAIL FROM is missing.</summary>
    public required string? Sender { get; init; }

    public List<RecipientAttempt> Recipients { get; } = [];

    /// <summary>The reply that decided: the first attribution error, else the last that settled recipients.</summary>
    public ReplyRow? Decision { get; set; }

    public ReplyFamily? AttributionFamily { get; set; }

    /// <summary>MAIL FROM itself was refused; replies to pipelined RCPTs only echo that.</summary>
    public bool MailRefused { get; set; }
}
