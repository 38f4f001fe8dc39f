namespace LogAnalytics.Diagnosis;

/// <summary>Joins exported certificates to logged ones by thumbprint: the log stands, the export fills what it lacks.</summary>
public static class ExportedCertificates
{
    public static IReadOnlyList<CertificateFacts> Fill(IEnumerable<CertificateFacts> logged, IReadOnlyList<ExportedCertificate> exported)
    {
        ILookup<string, ExportedCertificate> byThumbprint = exported.ToLookup(certificate => certificate.Thumbprint, StringComparer.OrdinalIgnoreCase);
        return [.. logged.Select(certificate => byThumbprint[certificate.Thumbprint.Trim()].Aggregate(certificate, Fill))];
    }

    private static CertificateFacts Fill(CertificateFacts logged, ExportedCertificate exported)
    {
        CertificateFacts filled = logged with
        {
            Subject = logged.Subject ?? exported.Subject,
            Issuer = logged.Issuer ?? exported.Issuer,
            Serial = logged.Serial ?? exported.Serial,
            Names = logged.Names ?? exported.Names,
            NotBefore = logged.NotBefore ?? (exported.NotBefore is { IsUtc: true } from ? from.Time : null),
            NotAfter = logged.NotAfter ?? (exported.NotAfter is { IsUtc: true } to ? to.Time : null),
            NotAfterWithoutZone = logged.NotAfterWithoutZone ?? (exported.NotAfter is { IsUtc: false } local ? local.Time : null),
        };
        return filled == logged ? logged : filled with { FromExport = logged.FromExport ?? exported.Source };
    }
}
