namespace LogAnalytics.Diagnosis;

/// <summary>New certificate with the old names: the receiver may not be able to build its chain.</summary>
internal sealed class CertificateChainRule : ICauseRule
{
    public string Id => CauseIds.CertificateChain;

    public Cause? Weigh(IncidentReading reading)
    {
        if (reading.Swap is not { HadOld: true } swap)
            return null;
        bool otherIssuer = swap is { Fresh: not null, Old: not null } && swap.Fresh.HasOtherIssuer(swap.Old);
        Confidence cap = swap.Comparison switch
        {
            CertificateComparison.SameNames => Confidence.Strong,
            CertificateComparison.NamesAdded or CertificateComparison.SameCommonName => Confidence.Moderate,
            _ => Confidence.Weak,
        };
        // Names that changed are the better explanation; a chain stands beside it only where there is a sign of one.
        if (cap == Confidence.Weak && !otherIssuer)
            return null;

        var notes = new Notes();
        notes.Describe(swap.Change, reading, Invariant($"certificate {Sentences.ShowAll(swap.Change.New.Select(v => v.Value))},"));
        if (cap == Confidence.Strong)
            notes.For("Its names are those of the certificate that passed before.");
        else if (cap == Confidence.Weak)
            notes.Against("The names changed, or are unknown.");
        if (cap == Confidence.Moderate && swap.Comparison == CertificateComparison.SameCommonName)
            notes.Missing("Alternate names of both certificates: were they the same?");
        if (otherIssuer)
            notes.For(Invariant($"The issuer changed from {Sentences.Show(swap.Old!.Issuer)} to {Sentences.Show(swap.Fresh!.Issuer)}."));

        bool hasContrast = swap.Change.KeptPassing.Any() || swap.Change.CameBack.Any()
            || (reading.Contrast is not null && reading.Peers.Passing > 0);
        // Same names leave only the time of the swap, and timing alone is never strong.
        if (!otherIssuer || !hasContrast || reading.Contrast is { IsServerSpecific: true })
            cap = cap.AtMost(Confidence.Moderate);
        if (reading.PassesElsewhere(swap.Change.New) is > 0 and var passes)
            notes.Against(Invariant($"Other servers passed {passes:N0} messages with the same certificate: if it is the chain, it is missing on these servers only."));
        long plain = reading.InScope(EvidenceAttributes.StartTls).FailedDuring - reading.FailedWith(EvidenceAttributes.StartTls, StartTlsValues.Encrypted);
        if (plain > 0)
        {
            notes.Against(Invariant($"{plain:N0} failures went without TLS."));
            cap = cap.AtMost(Confidence.Moderate);
        }

        NameAnswer answer = reading.Tenant.CompareNames(swap.Old is null ? null : CertificateNames.All(swap.Old), swap.Fresh is null ? null : CertificateNames.All(swap.Fresh));
        if (answer.Verdict == NameVerdict.StillMatches)
        {
            notes.For(Invariant($"The names are no reason: {answer.Connector!.Describe()} matches the new certificate."));
        }
        else if (answer.Verdict == NameVerdict.Explains)
        {
            notes.Against(Invariant($"The names are reason enough: {answer.Connector!.Describe()} matches the names of before and not the new ones."));
            cap = Confidence.Weak;
        }

        notes.DescribeKnownChanges(reading, ChangeKind.Certificate);
        notes.DescribeRivals(reading, EvidenceAttributes.Connector, EvidenceAttributes.PublicAddress, EvidenceAttributes.RemoteFamily);
        notes.Missing("Whether the intermediate certificates are sent: CAPI2 event 30 on the server; Test-Certificate alone does not prove it.");
        Confidence confidence = reading.Grade(swap.Change, EvidenceAttributes.Connector, EvidenceAttributes.PublicAddress, EvidenceAttributes.RemoteFamily);
        return notes.ToCause(Id, confidence.AtMost(cap));
    }
}
