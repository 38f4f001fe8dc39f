namespace LogAnalytics.Evaluation.Mail;

/// <summary>One attempt to relay a message, as a log shows it, with what only the generator knows.</summary>
internal sealed class Attempt
{
    public required long TimeMs { get; init; }

    /// <summary>Attempts of one message share it.</summary>
    public required int Message { get; init; }

    /// <summary>False where the log has lost the message id, so that a retry looks like another message.</summary>
    public bool HasKey { get; set; } = true;

    public required string Server { get; set; }
    public required string Connector { get; set; }
    public string? Certificate { get; set; }
    public required string PublicAddress { get; set; }
    public required string StartTls { get; set; }
    public string? TlsProtocol { get; set; }
    public required string LocalAddress { get; set; }
    public required string Sender { get; set; }
    public required string Recipient { get; set; }

    /// <summary>Who of the sender's domain writes, by number.</summary>
    public required int Mailbox { get; init; }
    public Outcome Outcome { get; set; }

    /// <summary>Number of the incident that made this attempt fail; −1 for none: it passed, or failed by chance or by its sender.</summary>
    public int Incident { get; set; } = -1;

    /// <summary>Its sender always fails, incident or not, and so says nothing about one.</summary>
    public bool IsUnverified { get; set; }
}

internal enum Outcome
{
    Passed,
    AttributionFailed,

    /// <summary>A transient reply, a blocked server, …: says nothing about attribution.</summary>
    Neither,
}
