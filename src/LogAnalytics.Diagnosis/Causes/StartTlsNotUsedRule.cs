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

        return notes.ToCause(Id, WeighSettings(reading, notes, confidence, hasTlsFailures));
    }

    /// <summary>The connector's own settings decide, where they are exported.</summary>
    private static Confidence WeighSettings(IncidentReading reading, Notes notes, Confidence confidence, bool hasTlsFailures)
    {
        notes.DescribeKnownChanges(reading, ChangeKind.SendConnector);
        if (reading.FailingSendConnector is not { } fact)
        {
            notes.Missing("IgnoreSTARTTLS and ForceHELO of the send connector (Get-SendConnector).");
            return confidence;
        }

        string[] set = [.. new[] { fact.Connector.IgnoreStartTls == true ? "IgnoreSTARTTLS True" : null, fact.Connector.ForceHelo == true ? "ForceHELO True" : null }.OfType<string>()];
        if (set.Length > 0)
        {
            notes.For(ExportSentences.Capital(fact.Describe(string.Join(" and ", set))) + ".");
            // The setting is there, and every failure shows its effect: no more is needed.
            bool decides = fact.Timing.IsFirm(reading.IsRecovered) && !hasTlsFailures && reading.HasEnoughTrials && reading.AllFailuresHave(EvidenceAttributes.StartTls, StartTlsValues.NotUsed);
            return decides ? Confidence.Strong : confidence;
        }

        if (fact.Connector is { IgnoreStartTls: false, ForceHelo: false } && fact.Timing.IsFirm(reading.IsRecovered))
        {
            notes.Against(ExportSentences.Capital(fact.Describe("IgnoreSTARTTLS False and ForceHELO False")) + ".");
            return confidence.AtMost(Confidence.Moderate);
        }

        return confidence;
    }
}
