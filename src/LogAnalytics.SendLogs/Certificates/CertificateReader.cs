namespace LogAnalytics.SendLogs.Certificates;

/// <summary>
/// Collects the certificate rows of one session after the other, in either dialect. In the old dialect the detail rows carry no owner:
/// the last label row (<c>Sending certificate</c>, <c>Received certificate</c>, …) owns them.
/// </summary>
public sealed class CertificateReader(CertificateCache cache)
{
    private CertificateOwner? _owner;

    public LoggedCertificate? Sent { get; private set; }

    public LoggedCertificate? Remote { get; private set; }

    /// <summary>Detail rows may follow.</summary>
    public bool IsOpen => _owner is not null;

    /// <summary>Another session, of which these are known already.</summary>
    public void Begin(LoggedCertificate? sent, LoggedCertificate? remote)
    {
        _owner = null;
        Sent = sent;
        Remote = remote;
    }

    /// <summary>Takes an information row; false if it is not about a certificate.</summary>
    public bool TryRead(string data, CertificateLabel label)
    {
        if (label.Owner is { } owner)
        {
            _owner = owner;
            // A lone label opens the old dialect's detail rows; data beside it is the folded form.
            Put(string.IsNullOrWhiteSpace(data) ? new LoggedCertificate() : cache.Parse(data));
            return true;
        }

        if (label.Detail is null)
            EndRows();
        if (_owner is null)
            return false;
        LoggedCertificate known = (_owner == CertificateOwner.Sent ? Sent : Remote) ?? new LoggedCertificate();
        string value = data.Trim();
        switch (label.Detail)
        {
            case "subject":
                Put(known with { Subject = NullIfEmpty(value) });
                return true;
            case "issuer name":
                Put(known with { Issuer = NullIfEmpty(value) });
                return true;
            case "serial number":
                Put(known with { Serial = FoldedCertificate.SerialOf(value) });
                return true;
            case "thumbprint":
                Put(known with { Thumbprint = FoldedCertificate.ThumbprintOf(value) });
                return true;
            case "alternate names":
                Put(known with { AlternateNames = FoldedCertificate.AlternateNamesOf(value) });
                return true;
            default:
                return false;
        }
    }

    /// <summary>Detail rows follow their label without a break: after another row, or a hole, they have no owner that is known.</summary>
    public void EndRows() => _owner = null;

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;

    private void Put(LoggedCertificate certificate)
    {
        if (_owner == CertificateOwner.Sent)
            Sent = certificate;
        else
            Remote = certificate;
    }
}
