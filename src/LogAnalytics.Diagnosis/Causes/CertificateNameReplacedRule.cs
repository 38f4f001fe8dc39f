namespace LogAnalytics.Diagnosis;

/// <summary>
/// The name change seen from its end: the failures were there when the logs begin, and ended when a certificate with other names
/// came into use. What was before stays unknown, so never more than moderate.
/// </summary>
internal static class CertificateNameReplacedRule
{
    private const long EnoughPasses = 10;

    public static Cause? Weigh(IncidentReading reading)
    {
        if (CertificateSuccession.Find(reading) is not { Comparison: CertificateComparison.NamesLost or CertificateComparison.OtherCommonName or CertificateComparison.OtherCommonNameOnly } succession)
            return null;
        long failed = succession.Failing.Sum(v => v.FailedDuring);
        var notes = new Notes();
        notes.For(Invariant($"{failed:N0} of {reading.InScope(EvidenceAttributes.Certificate).FailedDuring:N0} failures carry certificate {Sentences.ShowAll(succession.Failing.Select(v => v.Value))}, gone afterwards; then {Sentences.Count(succession.Passing.PassedAfter, "message", "messages")} passed with {Sentences.Show(succession.Passing.Value)}."));
        Confidence cap = CompareNames(succession, notes);
        foreach (string attribute in (string[])[EvidenceAttributes.Connector, EvidenceAttributes.PublicAddress, EvidenceAttributes.RemoteFamily])
        {
            if (!CertificateSuccession.AlsoLeft(reading, attribute))
                continue;
            notes.Against(Invariant($"The {attribute.Replace('_', ' ')} changed with it when the failures ended."));
            cap = Confidence.Weak;
        }

        notes.Missing("Logs from before the failures: whether the certificate that failed was the new one.");
        return notes.ToCause(CauseIds.CertificateNameChanged, failed >= 3 && succession.Passing.PassedAfter >= EnoughPasses ? cap : Confidence.Weak);
    }

    private static Confidence CompareNames(CertificateSuccession succession, Notes notes)
    {
        if (succession.Comparison == CertificateComparison.NamesLost)
        {
            IReadOnlyList<string> passed = CertificateNames.All(succession.Passed)!;
            IReadOnlyList<string> failed = CertificateNames.All(succession.Failed)!;
            notes.For(Invariant($"The failing certificate lacks {Sentences.ShowAll(passed.Except(failed))}, which the passing one has; it has {Sentences.ShowAll(failed)}."));
            return CertificateNameChangedRule.CanBreak(succession.Passed, passed, failed, notes) ? Confidence.Moderate : Confidence.Weak;
        }

        notes.For(Invariant($"The subject CN of the failing certificate is {Sentences.Show(DistinguishedName.CommonName(succession.Failed.Subject))}, of the passing one {Sentences.Show(DistinguishedName.CommonName(succession.Passed.Subject))}."));
        if (succession.Comparison == CertificateComparison.OtherCommonNameOnly)
        {
            notes.Against("All names of the passing certificate are among the alternate names of the failing one.");
            return Confidence.Weak;
        }

        notes.Missing("Alternate names: this log does not hold them for both certificates (Get-ExchangeCertificate).");
        return Confidence.Moderate;
    }
}
