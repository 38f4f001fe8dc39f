using LogAnalytics.SendLogs.Replies;
using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.SendLogs.Smtp;

/// <summary>One MAIL FROM with its recipients: the unit that is attributed.</summary>
public sealed class SmtpMessage
{
    /// <summary>From 1 in its session.</summary>
    public required int Index { get; init; }

    public Utf8Text? InternetMessageId { get; init; }

    /// <summary>Envelope sender; <c>""</c> for the null sender, null where MAIL FROM is missing.</summary>
    public required Utf8Text? Sender { get; init; }

    /// <summary>See <see cref="MailDomains"/>.</summary>
    public required string? SenderDomain { get; init; }

    public List<RecipientAttempt> Recipients { get; } = [];

    /// <summary>The reply that decided: the first attribution error, else the last that settled recipients.</summary>
    public ReplyRow? Decision { get; set; }

    public ReplyFamily? AttributionFamily { get; set; }

    /// <summary>MAIL FROM itself was refused; replies to pipelined RCPTs only echo that.</summary>
    public bool MailRefused { get; set; }
}
