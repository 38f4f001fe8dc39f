namespace LogAnalytics.Diagnosis;

/// <summary>TLS works, but we send no certificate where we did before.</summary>
internal sealed class NoCertificateSentRule : ICauseRule
{
    public string Id => CauseIds.NoCertificateSent;

    public Cause? Weigh(IncidentReading reading)
    {
        // In plaintext there is nothing to send a certificate over: those are other causes.
        AttributeCounts tls = reading.InScope(EvidenceAttributes.StartTls);
        bool tlsKnown = tls.FailedDuring > 0;
        if (tlsKnown && 2 * reading.FailedWith(EvidenceAttributes.StartTls, StartTlsValues.Encrypted) < tls.FailedDuring)
            return null;

        var notes = new Notes();
        ValueChange change = reading.ChangeOf(EvidenceAttributes.Certificate, v => v is null);
        Confidence confidence;
        if (change.Exists)
        {
            notes.Describe(change, reading, "no certificate of ours,");
            notes.DescribeRivals(reading, EvidenceAttributes.Connector, EvidenceAttributes.RemoteFamily);
            confidence = reading.Grade(change, EvidenceAttributes.Connector, EvidenceAttributes.RemoteFamily);
            notes.DescribePeers(reading);
        }
        else if (!reading.HasBefore && reading.AllFailuresHave(EvidenceAttributes.Certificate, null))
        {
            long peers = reading.Elsewhere(EvidenceAttributes.Certificate).Rows.Where(v => v.Value is not null).Sum(v => v.PassedDuring);
            notes.For("None of the failing sessions sent a certificate.");
            if (peers > 0)
                notes.For(Invariant($"Other servers passed {Sentences.Count(peers, "message", "messages")} with one."));
            notes.Missing("Logs from before the failures: was one sent then?");
            confidence = reading.CouldPassByLuck(peers) ? Confidence.Weak : Confidence.Moderate;
        }
        else
        {
            return null;
        }

        if (!tlsKnown)
        {
            notes.Missing("Whether TLS was negotiated in the failing sessions.");
            confidence = confidence.AtMost(Confidence.Moderate);
        }
        else
        {
            notes.For(Invariant($"{reading.FailedWith(EvidenceAttributes.StartTls, StartTlsValues.Encrypted):N0} of {tls.FailedDuring:N0} failures went over TLS."));
        }

        return notes.ToCause(Id, WeighSettings(reading, notes, confidence));
    }

    private static Confidence WeighSettings(IncidentReading reading, Notes notes, Confidence confidence)
    {
        notes.DescribeKnownChanges(reading, ChangeKind.SendConnector, ChangeKind.Certificate);
        if (reading.FailingSendConnector is not { } fact)
        {
            notes.Missing("TlsCertificateName of the send connector (Get-SendConnector).");
            return confidence;
        }

        if (fact.Connector.TlsCertificateName.IsEmpty)
            notes.For(ExportSentences.Capital(fact.Describe("an empty TlsCertificateName")) + ": Exchange chooses by name, and may find none.");
        else if (fact.Connector.TlsCertificateName.Text is { } name && fact.Timing.IsFirm(reading.IsRecovered))
        {
            // With a name set, a certificate that is not there gives 454 4.7.5 and no session without one.
            notes.Against(ExportSentences.Capital(fact.Describe("TlsCertificateName " + Sentences.Show(name))) + ": a missing certificate would show as 454 4.7.5.");
            return confidence.AtMost(Confidence.Moderate);
        }

        return confidence;
    }
}
