namespace LogAnalytics.Samples.Sessions;

/// <summary>What the peer will answer to one message.</summary>
internal sealed class MessagePlan
{
    public RefusalPhase Phase { get; set; }

    /// <summary>The reply to the whole message when <see cref="Phase"/> is not RCPT.</summary>
    public ReplyKind Whole { get; set; }

    /// <summary>One per recipient; what the phases before or after it decide stays Accepted.</summary>
    public ReplyKind[] PerRecipient { get; set; } = [];

    public bool Pipelined { get; set; }
    public bool UsesBdat { get; set; }

    /// <summary>The connection breaks before the final reply.</summary>
    public bool Breaks { get; set; }

    public bool HasAttributionError => Whole == ReplyKind.Attribution || PerRecipient.Contains(ReplyKind.Attribution);
}
