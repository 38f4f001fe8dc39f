using LogAnalytics.SendLogs.Certificates;

namespace LogAnalytics.SendLogs.Smtp;

/// <summary>One SMTP session as its rows tell it. Null: the log does not say.</summary>
public sealed class SmtpSession
{
    public required string SessionId { get; init; }

    /// <summary>Connector of the last row that names one.</summary>
    public string ConnectorId { get; set; } = "";

    /// <summary>Earliest row, microseconds since 1970 UTC.</summary>
    public long StartedAtMicros { get; set; }

    public long EndedAtMicros { get; set; }

    public Endpoint Local { get; set; }

    public Endpoint Remote { get; set; }

    /// <summary>Host named by the banner, else by the EHLO reply.</summary>
    public string? RemoteHost { get; set; }

    /// <summary>The name we give in EHLO or HELO.</summary>
    public string? HeloName { get; set; }

    /// <summary>The address that the receiver greets: <c>Hello [203.0.113.9]</c>.</summary>
    public string? PublicAddress { get; set; }

    /// <summary>A firewall on the way rewrites the banner: <c>220 ****</c>.</summary>
    public bool BannerMasked { get; set; }

    /// <summary>Null until an EHLO reply was seen.</summary>
    public bool? StartTlsOffered { get; set; }

    public bool StartTlsUsed { get; set; }

    public TlsResult Tls { get; set; }

    public string? TlsProtocol { get; set; }

    public string? TlsCipher { get; set; }

    public string? TlsError { get; set; }

    public LoggedCertificate? SentCertificate { get; set; }

    public LoggedCertificate? RemoteCertificate { get; set; }

    public bool ConnectFailed { get; set; }

    public bool HasConnect { get; set; }

    public bool HasDisconnect { get; set; }

    public string? CloseReason { get; set; }

    /// <summary>From sequence number 0 to the disconnect without a hole.</summary>
    public bool IsComplete { get; set; }

    public int SequenceHoles { get; set; }

    public int EventCount { get; set; }

    public int AttributionErrorCount { get; set; }

    public long? FirstAttributionErrorAtMicros { get; set; }

    public string? AttributionFamily { get; set; }

    public RemoteFamily RemoteFamily { get; set; }

    /// <summary>What told the remote family.</summary>
    public string? RemoteEvidence { get; set; }

    public List<SmtpMessage> Messages { get; } = [];

    /// <summary>The recipients of all messages.</summary>
    public IEnumerable<RecipientAttempt> Recipients => Messages.SelectMany(message => message.Recipients);

    public SessionOutcome Outcome { get; set; }
}

public enum TlsResult
{
    None,
    Ok,
    Failed,
}

/// <summary>First that holds, in the order of the contract.</summary>
public enum SessionOutcome
{
    AttributionFailed,
    Attributed,
    Refused,
    Transient,
    TlsFailed,
    ConnectFailed,
    NoRelay,
    Unknown,
}

public enum RemoteFamily
{
    Unknown,

    /// <summary>Exchange Online Protection.</summary>
    ExchangeOnline,

    /// <summary>The remote names itself, and it is not the service.</summary>
    Other,
}
