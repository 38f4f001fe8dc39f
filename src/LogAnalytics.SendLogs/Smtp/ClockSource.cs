namespace LogAnalytics.SendLogs.Smtp;

/// <summary>Where the receiver's clock was read.</summary>
public enum ClockSource
{
    /// <summary>The tail <c>[host time id]</c> of a reply: milliseconds.</summary>
    Bracket,

    /// <summary>The banner's date: whole seconds, so the skew is up to 999 ms too large.</summary>
    Banner,
}
