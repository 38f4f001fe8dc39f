namespace LogAnalytics.Diagnosis;

/// <summary>The receiver offers STARTTLS and we no longer issue it, so no certificate is shown.</summary>
internal sealed class StartTlsNotUsedRule : ICauseRule
{
    public string Id => CauseIds.StartTlsNotUsed;

    public Cause? Weigh(IncidentReading reading)
    {
        var notes = new Notes();
        bool hasTlsFailures = TlsFailureFallbackRule.Risen(reading.Evidence).Count > 0;
        ValueChange change = reading.ChangeOf(EvidenceAttributes.StartTls, v => v == StartTlsValues.NotUsed);
        Confidence confidence;
        if (change.Exists)
        {
            notes.Describe(change, reading, "STARTTLS offered but not issued,");
            notes.DescribeRivals(reading, EvidenceAttributes.Connector, EvidenceAttributes.BannerMasked, EvidenceAttributes.RemoteFamily);
            confidence = reading.Grade(change, EvidenceAttributes.Connector, EvidenceAttributes.BannerMasked, EvidenceAttributes.RemoteFamily);
        }
        else if (!reading.HasBefore && reading.AllFailuresHave(EvidenceAttributes.StartTls, StartTlsValues.NotUsed))
        {
            notes.For("STARTTLS is offered in all failing sessions and issued in none.");
            notes.Missing("Logs from before the failures.");
            confidence = Confidence.Moderate;
        }
        else
        {
            return null;
        }

        if (hasTlsFailures)
        {
            notes.Against("TLS negotiations failed in the same window: plaintext is then the second attempt, not a setting.");
            confidence = Confidence.Weak;
        }

        return notes.ToCause(Id, confidence);
    }
}
