namespace LogAnalytics.SendLogs.Certificates;

/// <summary>Folded certificates by their text: a server presents the same one in every session.</summary>
public sealed class CertificateCache
{
    // Servers hold a handful, remotes some hundreds.
    private const int MostTexts = 4096;

    private readonly Dictionary<string, LoggedCertificate> _byText = new(StringComparer.Ordinal);

    public LoggedCertificate Parse(string text)
    {
        if (_byText.TryGetValue(text, out LoggedCertificate? certificate))
            return certificate;
        certificate = FoldedCertificate.Parse(text);
        if (_byText.Count < MostTexts)
            _byText.Add(text, certificate);
        return certificate;
    }
}
