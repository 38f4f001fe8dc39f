namespace LogAnalytics.Kernel.Zmtp;

/// <summary>The roles that a kernel's sockets play.</summary>
internal enum ZmtpSocketType
{
    /// <summary>Answers whoever asked.</summary>
    Router,

    /// <summary>Tells all who subscribed, and hears of each subscription.</summary>
    XPub,

    /// <summary>Answers each question before the next.</summary>
    Rep,
}
