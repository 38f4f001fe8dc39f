using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace LogAnalytics.Exports;

/// <summary>A certificate out of its DER bytes.</summary>
internal static class CertificateBytes
{
    /// <summary>Null where the bytes are no certificate.</summary>
    public static ExportedCertificate? TryRead(byte[] der, string? server, string source)
    {
        // A DER certificate is a SEQUENCE; the loader would take text and other containers too.
        if (der.Length is < 64 or > ExportLimits.MaxCertificateBytes || der[0] != 0x30)
            return null;
        try
        {
            using X509Certificate2 certificate = X509CertificateLoader.LoadCertificate(der);
            return new ExportedCertificate(
                Convert.ToHexString(SHA1.HashData(der)), certificate.Subject, certificate.Issuer, certificate.SerialNumber, NamesOf(certificate),
                new ExportTime(certificate.NotBefore.ToUniversalTime(), true), new ExportTime(certificate.NotAfter.ToUniversalTime(), true), null, null, server, source);
        }
        catch (Exception e) when (e is CryptographicException or AsnContentException or ArgumentException)
        {
            return null;
        }
    }

    private static List<string> NamesOf(X509Certificate2 certificate)
    {
        List<string> names = [];
        if (certificate.GetNameInfo(X509NameType.SimpleName, forIssuer: false) is { Length: > 0 } commonName)
            names.Add(commonName);
        foreach (X509SubjectAlternativeNameExtension extension in certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>())
            names.AddRange(extension.EnumerateDnsNames());
        return [.. names.Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.OrdinalIgnoreCase)];
    }
}
