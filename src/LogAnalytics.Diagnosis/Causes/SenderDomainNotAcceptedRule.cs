namespace LogAnalytics.Diagnosis;

/// <summary>Only the null sender or certain sender domains fail, or the service itself says so (ATTR36).</summary>
internal sealed class SenderDomainNotAcceptedRule : ICauseRule
{
    public const string Attr36 = "attr36";
    public const string NullSender = "<>";

    private static readonly string[] s_rivals =
    [
        EvidenceAttributes.Certificate, EvidenceAttributes.Connector, EvidenceAttributes.StartTls,
        EvidenceAttributes.PublicAddress, EvidenceAttributes.RemoteFamily,
    ];

    public string Id => CauseIds.SenderDomainNotAccepted;

    public Cause? Weigh(IncidentReading reading)
    {
        bool attr36 = reading.Evidence.Family == Attr36;
        SenderSplit? split = SenderSplit.Find(reading.InScope(EvidenceAttributes.SenderDomain));
        if (!attr36 && split is null)
            return null;
        var notes = new Notes();
        if (attr36)
            notes.For(Invariant($"The service answers ATTR36 to {reading.FailedDuring:N0} messages: neither the certificate's domain nor the sender's is accepted."));
        if (split is not null)
        {
            notes.For(Invariant($"Failures are confined to {Sentences.ShowAll(split.Failing.Select(v => v.Value))}: {split.Failing.Sum(v => v.FailedDuring):N0} failed, {split.Failing.Sum(v => v.PassedDuring):N0} passed."));
            notes.For(Invariant($"{Sentences.ShowAll(split.Passing.Select(v => v.Value))} passed {split.Passing.Sum(v => v.PassedDuring):N0} messages in the same window and failed none."));
            if (split.Failing.Any(v => v.Value == NullSender))
                notes.Missing("Which certificate or connector carries the null sender: own senders can pass while the matched connector's domain is not accepted.");
        }
        else
        {
            notes.Missing("The senders do not separate into failing and passing ones: is the certificate's domain accepted (Get-AcceptedDomain)?");
        }

        notes.DescribeRivals(reading, s_rivals);
        bool rival = s_rivals.Any(reading.Changed) || reading.NewCertificates.IsPartial;
        // ATTR36 alone says what is not accepted, not which side changed: an accepted domain can be lost in the cloud too.
        bool strong = !rival && reading.HasEnoughTrials && split is { PassedBefore: true };
        return notes.ToCause(Id, WeighDomains(reading, split, notes, strong ? Confidence.Strong : Confidence.Moderate, attr36 && !rival && reading.HasEnoughTrials));
    }

    /// <summary>The tenant's own list decides, where it was exported.</summary>
    private static Confidence WeighDomains(IncidentReading reading, SenderSplit? split, Notes notes, Confidence confidence, bool canBeStrong)
    {
        notes.DescribeKnownChanges(reading, ChangeKind.AcceptedDomain, ChangeKind.InboundConnector, ChangeKind.WizardWarning);
        if (reading.Evidence.AcceptedDomains is not { } accepted)
        {
            notes.Missing("The tenant's accepted domains (Get-AcceptedDomain in Exchange Online PowerShell).");
            return confidence;
        }

        var failing = (split?.Failing ?? reading.InScope(EvidenceAttributes.SenderDomain).Rows.Where(v => v.FailedDuring > 0).ToList()).Where(v => v.Value is not null and not NullSender).ToList();
        var listed = failing.Where(v => CertificateNames.IsListed(v.Value!, accepted)).ToList();
        var unlisted = failing.Except(listed).ToList();
        if (unlisted.Count > 0)
            notes.For(Invariant($"Not among the tenant's accepted domains: {Sentences.ShowAll(unlisted.Select(v => v.Value))} ({unlisted.Sum(v => v.FailedDuring):N0} failures)."));
        if (listed.Count > 0)
        {
            notes.Against(Invariant($"Accepted domains of the tenant fail too: {Sentences.ShowAll(listed.Select(v => v.Value))} ({listed.Sum(v => v.FailedDuring):N0} failures)."));
            return confidence.AtMost(listed.Sum(v => v.FailedDuring) > unlisted.Sum(v => v.FailedDuring) ? Confidence.Weak : Confidence.Moderate);
        }

        return canBeStrong && unlisted.Count > 0 && CertificateDomainIsOut(reading) ? Confidence.Strong : confidence;
    }

    // ATTR36 says that neither side is accepted; the exports say it of the certificate's side as well.
    private static bool CertificateDomainIsOut(IncidentReading reading) =>
        TenantFault.Find(reading) is { Kind: TenantFaultKind.NotAccepted } or { Kind: TenantFaultKind.Unmatched };
}
