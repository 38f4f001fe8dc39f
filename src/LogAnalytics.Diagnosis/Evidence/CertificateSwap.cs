namespace LogAnalytics.Diagnosis;

/// <summary>The certificate that the failures carry, beside the one that it replaced.</summary>
/// <param name="Change">The certificates that came in at the onset.</param>
/// <param name="Fresh">The new one with most failures; null where nothing but its thumbprint is known.</param>
/// <param name="Old">The most alike among those that passed before; null where none was sent or nothing is known.</param>
/// <param name="HadOld">Some certificate passed before, known in detail or not.</param>
internal sealed record CertificateSwap(
    ValueChange Change,
    CertificateFacts? Fresh,
    CertificateFacts? Old,
    CertificateComparison Comparison,
    bool HadOld)
{
    /// <summary>Null where no certificate came in at the onset.</summary>
    public static CertificateSwap? Find(ValueChange change, IReadOnlyDictionary<string, CertificateFacts> facts)
    {
        if (!change.Exists)
            return null;
        CertificateFacts? fresh = facts.GetValueOrDefault(change.New[0].Value!);
        var olds = change.Others
            .Where(v => v.Value is not null && v.PassedBefore > 0)
            .Select(v => facts.GetValueOrDefault(v.Value!))
            .Select(old => (Old: old, Comparison: CertificateComparisons.Compare(fresh, old)))
            .OrderBy(o => o.Comparison)
            .ToList();
        return olds.Count == 0
            ? new CertificateSwap(change, fresh, null, CertificateComparison.Unknown, false)
            : new CertificateSwap(change, fresh, olds[0].Old, olds[0].Comparison, true);
    }
}
