namespace LogAnalytics.Diagnosis;

/// <summary>The certificate of before is still presented, and the failures begin at its end of validity.</summary>
internal sealed class CertificateExpiredRule : ICauseRule
{
    /// <summary>An onset this long after the end of validity still fits: low volume, caches.</summary>
    private static readonly TimeSpan s_near = TimeSpan.FromHours(24);
    private static readonly TimeSpan s_far = TimeSpan.FromDays(7);

    public string Id => CauseIds.CertificateExpired;

    public Cause? Weigh(IncidentReading reading)
    {
        DateTime onset = reading.Evidence.FirstBad;
        AttributeCounts counts = reading.InScope(EvidenceAttributes.Certificate);
        var expired = counts.Rows
            .Where(v => v is { Value: not null, FailedDuring: > 0 } && !reading.NewCertificates.New.Contains(v))
            .Select(v => (Counts: v, reading.FactsOf(v.Value)?.NotAfter))
            .Where(v => v.NotAfter <= onset)
            .OrderByDescending(v => v.Counts.FailedDuring).ThenBy(v => v.Counts.Value, StringComparer.Ordinal)
            .ToList();
        if (expired.Count == 0)
            return null;

        var notes = new Notes();
        DateTime notAfter = expired[0].NotAfter!.Value;
        long failed = expired.Sum(v => v.Counts.FailedDuring);
        notes.For(Invariant($"{failed} of {counts.FailedDuring} failures carry certificate {Sentences.ShowAll(expired.Select(v => v.Counts.Value))}, which expired at {Sentences.Utc(notAfter)}."));
        notes.For(Invariant($"The first failure came at {Sentences.Utc(onset)}; the same certificate passed {expired.Sum(v => v.Counts.PassedBefore)} times before."));

        TimeSpan late = onset - notAfter;
        Confidence confidence = late <= s_near ? Confidence.Strong : late <= s_far ? Confidence.Moderate : Confidence.Weak;
        if (late > s_near)
            notes.Against(Invariant($"It had been expired for {Math.Floor(late.TotalDays):0} days when the failures began."));
        if (failed < 0.95 * counts.FailedDuring)
        {
            notes.Against(Invariant($"{counts.FailedDuring - failed} of {counts.FailedDuring} failures carry another certificate or none."));
            confidence = confidence.AtMost(2 * failed < counts.FailedDuring ? Confidence.Weak : Confidence.Moderate);
        }

        if (reading.PassesElsewhere(expired.Select(v => v.Counts)) is > 0 and var passes)
        {
            notes.Against(Invariant($"Other servers passed {passes} messages with the same certificate in the window."));
            confidence = Confidence.Weak;
        }

        string[] rivals = [EvidenceAttributes.Connector, EvidenceAttributes.PublicAddress, EvidenceAttributes.StartTls, EvidenceAttributes.RemoteFamily];
        notes.DescribeRivals(reading, rivals);
        if (!reading.HasEnoughTrials || rivals.Any(reading.Changed))
            confidence = confidence.AtMost(Confidence.Moderate);
        if (!reading.HasBefore)
            notes.Missing("Logs from before the failures.");
        return notes.ToCause(Id, confidence);
    }
}
