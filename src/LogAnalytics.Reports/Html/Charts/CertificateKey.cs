using LogAnalytics.Diagnosis;
using LogAnalytics.Reports.Details;
using Incident = LogAnalytics.Reports.Findings.Incident;

namespace LogAnalytics.Reports.Html.Charts;

/// <summary>A letter and a colour for each certificate of a chart, in order of first use; no certificate is a key of its own.</summary>
internal sealed class CertificateKey
{
    private const int Colours = 7;

    private readonly List<string?> _certificates;

    public CertificateKey(IReadOnlyList<CertificateRun> runs) =>
        _certificates = [.. runs.OrderBy(run => run.FirstSeen).Select(run => run.Certificate).Distinct()];

    public IReadOnlyList<string?> Certificates => _certificates;

    public string Letter(string? certificate)
    {
        int index = _certificates.IndexOf(certificate);
        return certificate is null ? "–" : index < 26 ? ((char)('A' + index)).ToString() : "+";
    }

    public string Class(string? certificate) => certificate is null ? "lane none" : $"lane c{_certificates.IndexOf(certificate) % Colours}";

    public static string Name(Incident incident, string? certificate)
    {
        CertificateFacts? facts = incident.Certificates.FirstOrDefault(known => known.Thumbprint == certificate);
        return certificate is null ? "TLS without a certificate of ours" : $"{facts?.Subject ?? "subject not logged"} ({certificate})";
    }
}
