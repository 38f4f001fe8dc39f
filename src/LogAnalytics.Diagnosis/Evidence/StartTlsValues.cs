namespace LogAnalytics.Diagnosis;

/// <summary>Values of <see cref="EvidenceAttributes.StartTls"/> and <see cref="EvidenceAttributes.BannerMasked"/>.</summary>
internal static class StartTlsValues
{
    public const string Encrypted = "encrypted";
    public const string NotOffered = "not_offered";
    public const string NotUsed = "not_used";
    public const string Masked = "true";
}
