namespace LogAnalytics.Kernel.Zmtp;

/// <summary>The roles that a kernel's sockets play.</summary>
internal enum ZmtpSocketType
{
    /// <summary>Answers whoever asked.</summary>
    Router,

    /// <summary>Tells all who subscribed.</summary>
    Pub,

    /// <summary>Answers each question before the next.</summary>
    Rep,
}
