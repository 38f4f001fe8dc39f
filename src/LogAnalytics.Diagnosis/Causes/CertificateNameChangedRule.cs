namespace LogAnalytics.Diagnosis;

/// <summary>New thumbprint, and names that the old certificate had are gone; errors only with the new one.</summary>
internal sealed class CertificateNameChangedRule : ICauseRule
{
    public string Id => CauseIds.CertificateNameChanged;

    public Cause? Weigh(IncidentReading reading)
    {
        if (reading.Swap is not { } swap)
            return WithoutBefore(reading) ?? CertificateNameReplacedRule.Weigh(reading);
        if (swap.Comparison == CertificateComparison.SameNames)
            return null;
        var notes = new Notes();
        notes.Describe(swap.Change, reading, Invariant($"certificate {Sentences.ShowAll(swap.Change.New.Select(v => v.Value))},"));
        Confidence cap = CompareNames(swap, notes);
        notes.DescribeRivals(reading, EvidenceAttributes.Connector, EvidenceAttributes.PublicAddress, EvidenceAttributes.RemoteFamily);
        notes.DescribePeers(reading);
        notes.DescribeKnownChanges(reading, ChangeKind.HybridWizardRun, ChangeKind.InboundConnector, ChangeKind.Certificate);

        Confidence liftedCap = Confidence.Strong;
        if (reading.Contrast is { IsServerSpecific: true })
            liftedCap = Confidence.Moderate;
        if (reading.PassesElsewhere(swap.Change.New) is > 0 and var passes)
        {
            notes.Against(Invariant($"Other servers passed {passes:N0} messages with the same new certificate."));
            liftedCap = Confidence.Weak;
        }

        Confidence graded = reading.Grade(swap.Change, EvidenceAttributes.Connector, EvidenceAttributes.PublicAddress, EvidenceAttributes.RemoteFamily);
        NameAnswer answer = reading.Tenant.CompareNames(NamesOf(swap.Old), NamesOf(swap.Fresh));
        return notes.ToCause(Id, InboundNames.Weigh(reading, answer, notes, graded, cap.AtMost(liftedCap), liftedCap));
    }

    /// <summary>Without logs from before nothing can be called changed; exports can still show that no connector knows the names.</summary>
    private Cause? WithoutBefore(IncidentReading reading)
    {
        AttributeCounts certificates = reading.InScope(EvidenceAttributes.Certificate);
        var failing = certificates.Rows.Where(v => v is { Value: not null, FailedDuring: > 0 }).OrderByDescending(v => v.FailedDuring).ThenBy(v => v.Value, StringComparer.Ordinal).ToList();
        long failed = failing.Sum(v => v.FailedDuring);
        if (reading.HasBefore || failed < 0.95 * certificates.FailedDuring || failing.Count == 0)
            return null;
        var answers = failing.Select(v => reading.Tenant.CompareNames(null, NamesOf(reading.FactsOf(v.Value)))).ToList();
        if (answers.Any(answer => answer is not { Verdict: NameVerdict.NewUnmatched, Connector: not null }))
            return null;
        var notes = new Notes();
        notes.For(Invariant($"{failed:N0} of {certificates.FailedDuring:N0} failures carry certificate {Sentences.ShowAll(failing.Select(v => v.Value))}; its names are matched by no exported inbound connector, e.g. {answers[0].Connector!.Describe()}."));
        foreach (ExportedCertificate known in reading.Evidence.ExportedCertificates.Where(c => reading.Tenant.FindName(c.Names).Match == NameMatch.Yes).DistinctBy(c => c.Thumbprint).OrderBy(c => c.Thumbprint, StringComparer.Ordinal).Take(2))
            notes.For(Invariant($"Certificate {known.Thumbprint} of the servers is matched ({Sentences.Show(known.Source)})."));
        notes.Missing("Logs from before the failures.");
        return notes.ToCause(Id, reading.FailedDuring >= 3 ? Confidence.Moderate : Confidence.Weak);
    }

    private static IReadOnlyList<string>? NamesOf(CertificateFacts? facts) => facts is null ? null : CertificateNames.All(facts);

    /// <summary>A lost name matters where the connector was keyed by it, which is likely for the CN only.</summary>
    public static bool CanBreak(CertificateFacts oldCertificate, IReadOnlyList<string> old, IReadOnlyList<string> fresh, Notes notes)
    {
        if (CertificateNames.BrokenValues(old, fresh).Count == 0)
        {
            notes.Missing("Whether the service matches these names all the same: no source says for wildcards on the certificate's side.");
            return false;
        }

        bool keepsCommonName = DistinguishedName.CommonName(oldCertificate.Subject) is { } commonName
            && fresh.Contains(CertificateNames.Normalize(commonName), StringComparer.Ordinal);
        if (keepsCommonName)
            notes.Against("The subject CN of the certificate that passed is still among the names.");
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
