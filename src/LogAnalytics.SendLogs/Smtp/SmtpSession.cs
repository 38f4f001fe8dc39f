using LogAnalytics.SendLogs.Certificates;
using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.SendLogs.Smtp;

/// <summary>One SMTP session as its rows tell it. Null: the log does not say.</summary>
public sealed class SmtpSession
{
    public required Utf8Text SessionId { get; set; }

    /// <summary>Connector of the last row that names one.</summary>
    public Utf8Text ConnectorId { get; set; }

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

    /// <summary>Null until an EHLO reply in clear text was seen.</summary>
    public bool? StartTlsOffered { get; set; }

    public bool StartTlsUsed { get; set; }

    public TlsResult Tls { get; set; }

    /// <summary>As logged: an enum name (<c>SP_PROT_TLS1_2_CLIENT</c>) or a bare number.</summary>
    public string? TlsProtocol { get; set; }

    /// <summary>As logged: an enum name (<c>CALG_AES_256</c>) or a bare number.</summary>
    public string? TlsCipher { get; set; }

    public string? TlsError { get; set; }

    public LoggedCertificate? SentCertificate { get; set; }

    public LoggedCertificate? RemoteCertificate { get; set; }

    /// <summary>No attempt to connect came to a connection.</summary>
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

    /// <summary>Family of the first attribution error (class A).</summary>
    public string? AttributionFamily { get; set; }

    /// <summary>Family of the first companion (class B): no failure of attribution, but often seen beside one.</summary>
    public string? CompanionFamily { get; set; }

    public RemoteFamily RemoteFamily { get; set; }

    /// <summary>What told the remote family.</summary>
    public string? RemoteEvidence { get; set; }

    /// <summary>
    /// Our row's time minus the receiver's, milliseconds: positive = our clock is ahead, or the reply was slow. Null: no reply shows a clock.
    /// </summary>
    public long? ClockSkewMs { get; set; }

    /// <summary>What the skew was read from; null with it.</summary>
    public ClockSource? ClockSource { get; set; }

    /// <summary>The receiver's id of this session, from the tail of a reply: what to quote to its operator.</summary>
    public string? ReceiverSessionId { get; set; }

    public List<SmtpMessage> Messages { get; private set; } = [];

    /// <summary>The recipients of all messages.</summary>
    public IEnumerable<RecipientAttempt> Recipients => Messages.SelectMany(message => message.Recipients);

    public SessionOutcome Outcome { get; set; }

    /// <summary>A session that has all of this one but its messages.</summary>
    internal SmtpSession Copy()
    {
        SmtpSession copy = (SmtpSession)MemberwiseClone();
        copy.Messages = [];
        return copy;
    }
}
