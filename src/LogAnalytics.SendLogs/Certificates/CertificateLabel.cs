namespace LogAnalytics.SendLogs.Certificates;

/// <summary>What the context of an information row says about a certificate: whose it is, or which detail of it follows.</summary>
/// <param name="Owner">Null where the row names none.</param>
/// <param name="Detail">The detail's name in lower case; null where the row is no detail.</param>
public readonly record struct CertificateLabel(CertificateOwner? Owner, string? Detail)
{
    private const string DetailStart = "Certificate ";

    private static readonly (string Start, CertificateOwner Owner)[] _owners =
    [
        ("Sending certificate", CertificateOwner.Sent),
        ("Received certificate", CertificateOwner.Remote),
        ("Remote certificate", CertificateOwner.Remote),
        ("DirectTrust certificate", CertificateOwner.Remote),
        ("SmartHost certificate", CertificateOwner.Remote),
        ("Secure domain certificate", CertificateOwner.Remote),
    ];

    /// <param name="context">Without blanks around it.</param>
    public static CertificateLabel Of(string context)
    {
        foreach ((string start, CertificateOwner owner) in _owners)
        {
            if (context.StartsWith(start, StringComparison.OrdinalIgnoreCase))
                return new CertificateLabel(owner, null);
        }

        bool isDetail = context.StartsWith(DetailStart, StringComparison.OrdinalIgnoreCase);
        return new CertificateLabel(null, isDetail ? context[DetailStart.Length..].ToLowerInvariant() : null);
    }
}
