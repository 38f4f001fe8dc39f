namespace LogAnalytics.Diagnosis;

/// <summary>Which values of an attribute say something when they are new.</summary>
internal static class TellingValues
{
    /// <summary>
    /// Absent and unknown values stay unknown: a masked banner hides the remote host, it does not move it. The one
    /// exception is the certificate, where none is a fact of its own. An unmasked banner breaks nothing.
    /// </summary>
    public static bool IsTelling(string attribute, string? value) => attribute switch
    {
        EvidenceAttributes.Certificate => true,
        EvidenceAttributes.BannerMasked => value == StartTlsValues.Masked,
        _ => value is { Length: > 0 } and not "unknown",
    };
}
