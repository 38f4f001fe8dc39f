namespace LogAnalytics.SendLogs.Smtp;

/// <summary>First that holds, in the order of the contract.</summary>
public enum SessionOutcome
{
    /// <summary>A reply of a family of class A.</summary>
    AttributionFailed,

    /// <summary>A recipient was accepted, with the message's data.</summary>
    Attributed,

    /// <summary>Only other permanent refusals.</summary>
    Refused,
    Transient,
    TlsFailed,
    ConnectFailed,

    /// <summary>Opened, and no MAIL FROM sent.</summary>
    NoRelay,
    Unknown,
}
