namespace LogAnalytics.Samples.World;

/// <summary>How a server reaches the service while nothing on premises changes. A session lives on one link.</summary>
internal sealed record Link(SampleConnector Connector, SampleCertificate? SentCertificate, string PublicAddress)
{
    /// <summary>The banner is masked and STARTTLS is not offered.</summary>
    public bool Inspected { get; init; }

    public bool StartTlsUsed { get; init; } = true;

    /// <summary>Null, or the error with which TLS fails before the session is tried again in plain text.</summary>
    public string? TlsError { get; init; }
}

internal enum ConnectorRole
{
    Relay,
    MxDelivery,
    TenantOnly,
    Internal,
}

/// <summary>A send connector; <paramref name="Index"/> is its place in the world's list.</summary>
internal sealed record SampleConnector(int Index, string Id, ConnectorRole Role);

/// <summary>One front end of the service.</summary>
internal sealed record FrontEnd(string Host, string Address, string ReplyHost, string MailboxHost);

/// <summary>A foreign mail system that mail is delivered to directly.</summary>
internal sealed record Partner(string Domain, string Host, string Endpoint, SampleCertificate? Certificate, bool InService);
