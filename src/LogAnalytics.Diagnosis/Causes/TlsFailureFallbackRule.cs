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
            notes.For(Invariant($"TLS negotiation failed with {Sentences.Show(failure.Error)} {failure.During} times in the window, {failure.Before} times before; first at {Sentences.Utc(failure.First)}."));

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

    /// <summary>Errors that the window has, and at least twice as often as the stretch before; most first.</summary>
    public static List<TlsFailureCounts> Risen(IncidentEvidence evidence) => evidence.TlsFailures
        .GroupBy(f => f.Error)
        .Select(g => new TlsFailureCounts(g.Key, g.Sum(f => f.Before), g.Sum(f => f.During), g.Min(f => f.First)))
        .Where(f => f.During > 2 * f.Before)
        .OrderByDescending(f => f.During).ThenBy(f => f.Error, StringComparer.Ordinal)
        .ToList();
}
