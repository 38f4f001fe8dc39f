namespace LogAnalytics.Diagnosis;

/// <summary>One entry a thumbprint; several log dialects may each know a part of a certificate.</summary>
internal static class CertificateCatalog
{
    public static Dictionary<string, CertificateFacts> Merge(IEnumerable<CertificateFacts> certificates)
        => certificates
            .GroupBy(c => c.Thumbprint.Trim().ToUpperInvariant())
            .ToDictionary(g => g.Key, g => Merge(g.Key, g.ToList()));

    private static CertificateFacts Merge(string thumbprint, List<CertificateFacts> parts) => new(
        thumbprint,
        parts.Select(c => c.Subject).Where(s => s is not null).Min(StringComparer.Ordinal),
        parts.Select(c => c.Issuer).Where(s => s is not null).Min(StringComparer.Ordinal),
        parts.Select(c => c.Serial).Where(s => s is not null).Min(StringComparer.Ordinal),
        parts.Any(c => c.Names is not null)
            ? parts.SelectMany(c => c.Names ?? []).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList()
            : null,
        parts.Min(c => c.NotBefore),
        parts.Max(c => c.NotAfter),
        parts.Min(c => c.FirstSeen),
        parts.Max(c => c.LastSeen),
        parts.SelectMany(c => c.Servers).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList())
    {
        FromExport = parts.Select(c => c.FromExport).Where(s => s is not null).Min(StringComparer.Ordinal),
        NotAfterWithoutZone = parts.Max(c => c.NotAfterWithoutZone),
    };
}
