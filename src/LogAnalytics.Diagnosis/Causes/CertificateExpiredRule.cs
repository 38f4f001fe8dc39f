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
            .Select(v => (Counts: v, NotAfter: EndOf(reading.FactsOf(v.Value))))
            .Where(v => v.NotAfter is { } end && end.Earliest <= onset)
            .OrderByDescending(v => v.Counts.FailedDuring).ThenBy(v => v.Counts.Value, StringComparer.Ordinal)
            .ToList();
        if (expired.Count == 0)
            return null;

        var notes = new Notes();
        ExportTime end = expired[0].NotAfter!.Value;
        DateTime notAfter = end.Time;
        long failed = expired.Sum(v => v.Counts.FailedDuring);
        notes.For(Invariant($"{failed:N0} of {counts.FailedDuring:N0} failures carry certificate {Sentences.ShowAll(expired.Select(v => v.Counts.Value))}, which expired at {Sentences.Utc(notAfter)}."));
        foreach (string source in expired.Select(v => reading.FactsOf(v.Counts.Value)?.FromExport).OfType<string>().Distinct())
            notes.For(Invariant($"The end of validity is from {Sentences.Show(source)}; the log does not hold it."));
        notes.For(Invariant($"The first failure came at {Sentences.Utc(onset)}; the same certificate passed {expired.Sum(v => v.Counts.PassedBefore):N0} times before."));

        TimeSpan late = onset - notAfter;
        Confidence confidence = late <= s_near ? Confidence.Strong : late <= s_far ? Confidence.Moderate : Confidence.Weak;
        if (late > s_near)
            notes.Against(Invariant($"It had been expired for {Math.Floor(late.TotalDays):0} days when the failures began."));
        if (!end.IsUtc)
        {
            notes.Missing("The time zone of the end of validity, which the export does not tell: Export-Clixml keeps it.");
            // It may have ended on either side of the first failure.
            confidence = confidence.AtMost(end.Latest <= onset ? Confidence.Strong : Confidence.Moderate);
        }

        if (failed < 0.95 * counts.FailedDuring)
        {
            notes.Against(Invariant($"{counts.FailedDuring - failed:N0} of {counts.FailedDuring:N0} failures carry another certificate or none."));
            confidence = confidence.AtMost(2 * failed < counts.FailedDuring ? Confidence.Weak : Confidence.Moderate);
        }

        if (reading.PassesElsewhere(expired.Select(v => v.Counts)) is > 0 and var passes)
        {
            notes.Against(Invariant($"Other servers passed {passes:N0} messages with the same certificate in the window."));
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

    private static ExportTime? EndOf(CertificateFacts? facts) =>
        facts?.NotAfter is { } utc ? new ExportTime(utc, true)
        : facts?.NotAfterWithoutZone is { } local ? new ExportTime(local, false)
        : null;
}
