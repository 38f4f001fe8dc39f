namespace LogAnalytics.Diagnosis;

/// <summary>New certificate against one that passed: names first. Sorted from the most alike to the least.</summary>
internal enum CertificateComparison
{
    SameNames,

    /// <summary>All old names are still there, and the CN is the same.</summary>
    NamesAdded,

    /// <summary>All old names are still there, under another CN.</summary>
    OtherCommonNameOnly,

    /// <summary>Alternate names unknown on a side, CN equal: unknown is not empty, so not a name change.</summary>
    SameCommonName,

    Unknown,

    /// <summary>Alternate names unknown on a side, CN differs.</summary>
    OtherCommonName,

    /// <summary>A name that the old certificate had is gone.</summary>
    NamesLost,
}

internal static class CertificateComparisons
{
    public static CertificateComparison Compare(CertificateFacts? fresh, CertificateFacts? old)
    {
        if (fresh is null || old is null)
            return CertificateComparison.Unknown;
        string? freshName = CommonName(fresh);
        string? oldName = CommonName(old);
        bool sameCommonName = freshName is not null && freshName == oldName;
        if (CertificateNames.All(fresh) is { Count: > 0 } freshNames && CertificateNames.All(old) is { Count: > 0 } oldNames)
        {
            if (CertificateNames.SetEquals(freshNames, oldNames))
                return CertificateComparison.SameNames;
            if (oldNames.Except(freshNames).Any())
                return CertificateComparison.NamesLost;
            return sameCommonName ? CertificateComparison.NamesAdded : CertificateComparison.OtherCommonNameOnly;
        }

        if (freshName is null || oldName is null)
            return CertificateComparison.Unknown;
        return sameCommonName ? CertificateComparison.SameCommonName : CertificateComparison.OtherCommonName;
    }

    public static bool IsSelfSigned(this CertificateFacts certificate)
        => certificate is { Subject: { Length: > 0 } subject, Issuer: { Length: > 0 } issuer } && DistinguishedName.AreSame(subject, issuer);

    public static bool HasOtherIssuer(this CertificateFacts certificate, CertificateFacts old)
        => certificate.Issuer is { Length: > 0 } a && old.Issuer is { Length: > 0 } b && !DistinguishedName.AreSame(a, b);

    private static string? CommonName(CertificateFacts certificate)
        => DistinguishedName.CommonName(certificate.Subject)?.ToLowerInvariant();
}
