namespace LogAnalytics.Exports;

/// <summary>A certificate of an Exchange server, as exported.</summary>
/// <param name="Thumbprint">SHA-1, upper case.</param>
/// <param name="Names">Subject CN and alternate names; null where the export does not hold them.</param>
/// <param name="HasPrivateKey">Null where the export does not say.</param>
/// <param name="Services">E.g. <c>IIS, SMTP</c>; null where the export does not say in words.</param>
/// <param name="Server">Null where the export does not say.</param>
/// <param name="Source">File.</param>
public sealed record ExportedCertificate(
    string Thumbprint,
    string? Subject,
    string? Issuer,
    string? Serial,
    IReadOnlyList<string>? Names,
    ExportTime? NotBefore,
    ExportTime? NotAfter,
    bool? HasPrivateKey,
    string? Services,
    string? Server,
    string Source);
