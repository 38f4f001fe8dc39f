namespace LogAnalytics.Diagnosis;

/// <summary>New thumbprint, and names that the old certificate had are gone; errors only with the new one.</summary>
internal sealed class CertificateNameChangedRule : ICauseRule
{
    public string Id => CauseIds.CertificateNameChanged;

    public Cause? Weigh(IncidentReading reading)
    {
        if (reading.Swap is not { } swap || swap.Comparison == CertificateComparison.SameNames)
            return null;
        var notes = new Notes();
        notes.Describe(swap.Change, reading, Invariant($"certificate {Sentences.ShowAll(swap.Change.New.Select(v => v.Value))},"));
        Confidence cap = CompareNames(swap, notes);
        notes.DescribeRivals(reading, EvidenceAttributes.Connector, EvidenceAttributes.PublicAddress, EvidenceAttributes.RemoteFamily);
        notes.DescribePeers(reading);
        notes.DescribeKnownChanges(reading);

        if (reading.Contrast is { IsServerSpecific: true })
            cap = cap.AtMost(Confidence.Moderate);
        if (reading.PassesElsewhere(swap.Change.New) is > 0 and var passes)
        {
            notes.Against(Invariant($"Other servers passed {passes} messages with the same new certificate."));
            cap = Confidence.Weak;
        }

        Confidence confidence = reading.Grade(swap.Change, EvidenceAttributes.Connector, EvidenceAttributes.PublicAddress, EvidenceAttributes.RemoteFamily);
        notes.Missing("TlsSenderCertificateName of the inbound connector (Get-InboundConnector).");
        return notes.ToCause(Id, confidence.AtMost(cap));
    }

    /// <summary>A lost name matters where the connector was keyed by it, which is likely for the CN only.</summary>
    private static bool CanBreak(CertificateFacts oldCertificate, IReadOnlyList<string> old, IReadOnlyList<string> fresh, Notes notes)
    {
        if (CertificateNames.BrokenValues(old, fresh).Count == 0)
        {
            notes.Missing("Whether the service matches these names all the same: no source says for wildcards on the certificate's side.");
            return false;
        }

        bool keepsCommonName = DistinguishedName.CommonName(oldCertificate.Subject) is { } commonName
            && fresh.Contains(CertificateNames.Normalize(commonName), StringComparer.Ordinal);
        if (keepsCommonName)
            notes.Against("The old certificate's subject CN is still among the names.");
        return !keepsCommonName;
    }

    private static Confidence CompareNames(CertificateSwap swap, Notes notes)
    {
        switch (swap.Comparison)
        {
            case CertificateComparison.NamesLost:
                IReadOnlyList<string> old = CertificateNames.All(swap.Old!)!;
                IReadOnlyList<string> fresh = CertificateNames.All(swap.Fresh!)!;
                notes.For(Invariant($"The names changed: gone {Sentences.ShowAll(old.Except(fresh))}; now {Sentences.ShowAll(fresh)}."));
                return CanBreak(swap.Old!, old, fresh, notes) ? Confidence.Strong : Confidence.Moderate;
            case CertificateComparison.OtherCommonName:
                notes.For(Invariant($"The subject CN changed from {Sentences.Show(DistinguishedName.CommonName(swap.Old!.Subject))} to {Sentences.Show(DistinguishedName.CommonName(swap.Fresh!.Subject))}."));
                notes.Missing("Alternate names: this log does not hold them for both certificates (Get-ExchangeCertificate).");
                return Confidence.Moderate;
            case CertificateComparison.OtherCommonNameOnly:
                notes.For(Invariant($"The subject CN changed to {Sentences.Show(DistinguishedName.CommonName(swap.Fresh!.Subject))}."));
                notes.Against("All names of the old certificate are still among the alternate names.");
                return Confidence.Moderate;
            case CertificateComparison.NamesAdded:
                notes.Against("Names were only added: all names of the old certificate are still there.");
                return Confidence.Weak;
            case CertificateComparison.SameCommonName:
                notes.Against("The subject CN is the same.");
                notes.Missing("Alternate names: this log does not hold them for both certificates (Get-ExchangeCertificate).");
                return Confidence.Weak;
            default:
                notes.Missing(swap.HadOld
                    ? "Names of the old or the new certificate: the log does not hold them (Get-ExchangeCertificate)."
                    : "No certificate was sent before: was the inbound connector scoped by address?");
                return Confidence.Moderate;
        }
    }
}
