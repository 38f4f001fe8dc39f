namespace LogAnalytics.Diagnosis;

/// <summary>TLS negotiation fails, Exchange tries again in the clear, and without certificate nothing is attributed.</summary>
internal sealed class TlsFailureFallbackRule : ICauseRule
{
    public string Id => CauseIds.TlsFailureFallback;

    public Cause? Weigh(IncidentReading reading)
    {
        List<TlsFailureCounts> risen = Risen(reading.Evidence);
        if (risen.Count == 0)
            return null;
        ValueChange plain = reading.ChangeOf(EvidenceAttributes.StartTls, v => v is StartTlsValues.NotUsed or StartTlsValues.NotOffered);
        var notes = new Notes();
        foreach (TlsFailureCounts failure in risen)
            notes.For(Invariant($"TLS negotiation failed with {Sentences.Show(failure.Error)} {failure.During:N0} times in the window, {failure.Before:N0} times before; first at {Sentences.Utc(failure.First)}."));

        DescribeCertificates(reading, risen, notes);
        if (plain.Exists)
        {
            notes.Describe(plain, reading, "plaintext");
            notes.DescribeRivals(reading, EvidenceAttributes.BannerMasked, EvidenceAttributes.RemoteFamily);
            Confidence confidence = reading.Grade(plain, EvidenceAttributes.BannerMasked, EvidenceAttributes.RemoteFamily);
            return notes.ToCause(Id, risen.Any(f => f.Before == 0) ? confidence : confidence.AtMost(Confidence.Moderate));
        }

        if (!reading.HasBefore && reading.AllFailuresHave(EvidenceAttributes.StartTls, StartTlsValues.NotUsed))
        {
            notes.For("All failing sessions are in plaintext.");
            notes.Missing("Logs from before the failures.");
            return notes.ToCause(Id, Confidence.Moderate);
        }

        notes.Against("The failing sessions did not fall back to plaintext.");
        return notes.ToCause(Id, Confidence.Weak);
    }

    /// <summary>A missing private key gives NoCredentials, a missing SMTP service UnknownCredentials.</summary>
    private static void DescribeCertificates(IncidentReading reading, List<TlsFailureCounts> risen, Notes notes)
    {
        notes.DescribeKnownChanges(reading, ChangeKind.Certificate);
        HashSet<string> used = [.. reading.InScope(EvidenceAttributes.Certificate).Rows.Where(v => v is { Value: not null, PassedBefore: > 0 }).Select(v => v.Value!)];
        foreach (ExportedCertificate certificate in reading.Evidence.ExportedCertificates.Where(c => used.Contains(c.Thumbprint)).DistinctBy(c => (c.Thumbprint, c.HasPrivateKey, c.Services)).OrderBy(c => c.Thumbprint, StringComparer.Ordinal).ThenBy(c => c.Source, StringComparer.Ordinal))
        {
            string place = Invariant($"certificate {certificate.Thumbprint}{(certificate.Server is null ? "" : " on " + Sentences.Show(certificate.Server))} ({Sentences.Show(certificate.Source)})");
            if (certificate.HasPrivateKey == false && risen.Any(f => f.Error == "NoCredentials"))
                notes.For(Invariant($"HasPrivateKey is False of {place}."));
            if (certificate.Services is { } services && !services.Contains("SMTP", StringComparison.OrdinalIgnoreCase) && risen.Any(f => f.Error == "UnknownCredentials"))
                notes.For(Invariant($"SMTP is missing among the services ({Sentences.Show(services)}) of {place}."));
        }
    }

    /// <summary>Errors that the window has, and at least twice as often as the stretch before; most first.</summary>
    public static List<TlsFailureCounts> Risen(IncidentEvidence evidence) => evidence.TlsFailures
        .GroupBy(f => f.Error)
        .Select(g => new TlsFailureCounts(g.Key, g.Sum(f => f.Before), g.Sum(f => f.During), g.Min(f => f.First)))
        .Where(f => f.During > 2 * f.Before)
        .OrderByDescending(f => f.During).ThenBy(f => f.Error, StringComparer.Ordinal)
        .ToList();
}
