namespace LogAnalytics.Samples.Sessions;

/// <summary>What the peer answers to one recipient, or to a whole message.</summary>
internal enum ReplyKind
{
    Accepted,
    Attribution,
    UserUnknown,
    RelayDenied541,
    ServerBusy,
    TooManyRecipients,
    Greylisted,
    OutOfDateServer,
    OutOfDateServerThrottled,
    PartnerConnector51,
    DirectSend68,
}

/// <summary>The command whose reply carries the refusal of a whole message.</summary>
internal enum RefusalPhase
{
    /// <summary>Each recipient has its own reply.</summary>
    Rcpt,
    Mail,
    Data,
}

/// <summary>The flavour of the peer's replies.</summary>
internal enum PeerStyle
{
    Service,
    Exchange,
    Postfix,
}
