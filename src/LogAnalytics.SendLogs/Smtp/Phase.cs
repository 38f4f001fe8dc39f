namespace LogAnalytics.SendLogs.Smtp;

/// <summary>The command whose reply decided.</summary>
public enum Phase
{
    Mail,
    Rcpt,

    /// <summary>DATA, its end, or any BDAT.</summary>
    Data,
}
