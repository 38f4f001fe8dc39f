namespace LogAnalytics.Diagnosis;

/// <summary>One server fails with a certificate of its own while its neighbours pass on another.</summary>
internal sealed class ServerCertificateDiffersRule : ICauseRule
{
    public string Id => CauseIds.ServerCertificateDiffers;

    public Cause? Weigh(IncidentReading reading)
    {
        if (reading.Contrast is not { } contrast)
            return null;
        var notes = new Notes();
        long failed = contrast.Failing.Sum(v => v.FailedDuring);
        long total = reading.InScope(EvidenceAttributes.Certificate).FailedDuring;
        notes.For(Invariant($"{Sentences.ShowAll(reading.Evidence.Servers.Order(StringComparer.Ordinal))}: {failed:N0} of {total:N0} failures carry certificate {Sentences.ShowAll(contrast.Failing.Select(v => v.Value))}."));
        notes.For(Invariant($"Other servers passed {contrast.Passing.Sum(v => v.PassedDuring):N0} messages on another certificate ({Sentences.ShowAll(contrast.Passing.Select(v => v.Value))})."));
        notes.DescribePeers(reading);

        Confidence confidence = CompareNames(reading, contrast, notes);
        if (!contrast.IsServerSpecific)
        {
            notes.Against(Invariant($"{reading.Evidence.Servers.Count} servers share the new certificate: a roll-out rather than one odd server."));
            confidence = Confidence.Weak;
        }

        if (failed < 0.95 * total)
        {
            notes.Against(Invariant($"{total - failed:N0} of {total:N0} failures carry another certificate or none."));
            confidence = confidence.AtMost(2 * failed < total ? Confidence.Weak : Confidence.Moderate);
        }

        if (reading.Changed(EvidenceAttributes.Connector) || reading.FailedDuring < 3)
            confidence = confidence.AtMost(Confidence.Moderate);
        notes.DescribeRivals(reading, EvidenceAttributes.Connector);
        // With TlsCertificateName set, a certificate that is not there gives 454 4.7.5, not a self-signed one.
        confidence = WeighSettings(reading, contrast, notes, confidence);
        return notes.ToCause(Id, confidence);
    }

    private static Confidence WeighSettings(IncidentReading reading, ServerContrast contrast, Notes notes, Confidence confidence)
    {
        notes.DescribeKnownChanges(reading, ChangeKind.Certificate, ChangeKind.SendConnector);
        if (reading.FailingSendConnector is not { } fact)
        {
            notes.Missing("Get-SendConnector and Get-ExchangeCertificate from that server: TlsCertificateName empty, another connector, Edge replication, or another FrontEnd in the path?");
            return confidence;
        }

        if (fact.Connector.TlsCertificateName.IsEmpty)
            notes.For(ExportSentences.Capital(fact.Describe("an empty TlsCertificateName")) + ": each server chooses for itself.");
        else if (contrast.Passing.Any(p => SendConnectorView.Names(fact.Connector, reading.FactsOf(p.Value)) == NameMatch.Yes) && fact.Timing.IsFirm(reading.IsRecovered))
        {
            notes.Against(ExportSentences.Capital(fact.Describe("the neighbours' certificate as TlsCertificateName")) + ": a server that lacks it would show 454 4.7.5. Edge replication, or another FrontEnd in the path?");
            return confidence.AtMost(Confidence.Moderate);
        }

        return confidence;
    }

    private static Confidence CompareNames(IncidentReading reading, ServerContrast contrast, Notes notes)
    {
        CertificateFacts? fresh = reading.FactsOf(contrast.Failing[0].Value);
        CertificateComparison best = contrast.Passing
            .Select(p => CertificateComparisons.Compare(fresh, reading.FactsOf(p.Value)))
            .Min();
        if (fresh is not null && fresh.IsSelfSigned())
        {
            notes.For("The failing certificate is self-signed (subject = issuer).");
            return Confidence.Strong;
        }

        switch (best)
        {
            case CertificateComparison.NamesLost:
                notes.For(Invariant($"Its names ({Sentences.ShowAll(CertificateNames.All(fresh!)!)}) lack names that the passing certificates have."));
                return Confidence.Strong;
            case CertificateComparison.OtherCommonName:
                notes.For(Invariant($"Its subject CN differs: {Sentences.Show(DistinguishedName.CommonName(fresh!.Subject))}."));
                notes.Missing("Alternate names of both certificates.");
                return Confidence.Moderate;
            case CertificateComparison.SameNames or CertificateComparison.NamesAdded or CertificateComparison.OtherCommonNameOnly:
                notes.Against("It holds the same names as a passing certificate.");
                return Confidence.Moderate;
            default:
                notes.Missing("Names of both certificates (Get-ExchangeCertificate).");
                return Confidence.Moderate;
        }
    }
}
