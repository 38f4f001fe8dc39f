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

/// <summary>One RCPT TO.</summary>
public sealed class RecipientAttempt
{
    public required string Recipient { get; init; }

    /// <summary>Where the RCPT row stands; used while no reply decides.</summary>
    public required RowPlace Place { get; init; }

    public RecipientOutcome Outcome { get; set; } = RecipientOutcome.Unanswered;

    public Phase? Phase { get; set; }

    public ReplyRow? Reply { get; set; }

    /// <summary>Accepted at RCPT TO; final only when the message's data is accepted.</summary>
    public bool IsProvisional { get; set; }
}

/// <summary>A reply with the row that completes it.</summary>
public sealed record ReplyRow(SmtpReply Reply, ReplyFamily? Family, long TimeMicros, RowPlace Place);

/// <summary>Where a row stands.</summary>
public readonly record struct RowPlace(int FileRank, long LineNumber);

public enum RecipientOutcome
{
    Accepted,
    Refused,
    Transient,

    /// <summary>Cut before the deciding reply.</summary>
    Unanswered,
}

/// <summary>The command whose reply decided.</summary>
public enum Phase
{
    Mail,
    Rcpt,
    Data,
}
