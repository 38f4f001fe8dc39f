namespace LogAnalytics.SendLogs.Smtp;

/// <summary>Who the remote is, as far as the session itself tells.</summary>
public enum RemoteFamily
{
    Unknown,

    /// <summary>Exchange Online Protection.</summary>
    ExchangeOnline,

    /// <summary>The remote names itself, and it is not the service.</summary>
    Other,
}
