namespace LogAnalytics.SendLogs.Certificates;

/// <summary>Whose certificate a row shows.</summary>
public enum CertificateOwner
{
    /// <summary>We presented it.</summary>
    Sent,

    /// <summary>The remote server's.</summary>
    Remote,
}
