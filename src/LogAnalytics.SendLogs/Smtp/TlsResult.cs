namespace LogAnalytics.SendLogs.Smtp;

/// <summary>How TLS went.</summary>
public enum TlsResult
{
    /// <summary>No row says that it was negotiated.</summary>
    None,
    Ok,
    Failed,
}
