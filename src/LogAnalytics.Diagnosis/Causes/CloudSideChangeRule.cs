namespace LogAnalytics.Diagnosis;

/// <summary>
/// Nothing logged changed and yet everything flips. It rests on absence, so moderate at most: revocation, a distrusted
/// root and a removed client-authentication usage look the same.
/// </summary>
internal sealed class CloudSideChangeRule : ICauseRule
{
    private static readonly string[] s_logged =
    [
        EvidenceAttributes.Certificate, EvidenceAttributes.Connector, EvidenceAttributes.StartTls,
        EvidenceAttributes.BannerMasked, EvidenceAttributes.PublicAddress, EvidenceAttributes.RemoteFamily,
    ];

    public string Id => CauseIds.CloudSideChange;

    public Cause? Weigh(IncidentReading reading)
    {
        bool hasTlsFailures = TlsFailureFallbackRule.Risen(reading.Evidence).Count > 0;
        if (!reading.HasBefore || s_logged.Any(a => reading.ChangeOf(a).IsPartial))
            return null;
        var notes = new Notes();
        string[] looked = s_logged.Where(a => reading.InScope(a).FailedDuring > 0).ToArray();
        string[] blind = s_logged.Except(looked).ToArray();
        if (looked.Length > 0)
            notes.For(Invariant($"Nothing logged changed: {string.Join(", ", looked).Replace('_', ' ')} of the failures passed {reading.PassedBefore:N0} times before."));
        if (blind.Length > 0)
            notes.Missing(Invariant($"Not in the logs: {string.Join(", ", blind).Replace('_', ' ')}."));
        long certificates = reading.InScope(EvidenceAttributes.Certificate).Rows.Count(v => v is { Value: not null, FailedDuring: > 0 });
        notes.For(Invariant($"{Sentences.Count(reading.Evidence.Servers.Count, "server", "servers")} and {Sentences.Count(certificates, "certificate", "certificates")} fail from {Sentences.Utc(reading.Evidence.FirstBad)} on."));
        notes.DescribeSlice(reading);
        notes.DescribeKnownChanges(reading, ChangeKind.HybridWizardRun, ChangeKind.InboundConnector, ChangeKind.AcceptedDomain);

        Confidence confidence = reading.HasEnoughTrials && reading.InScope(EvidenceAttributes.Certificate).FailedDuring > 0
            ? Confidence.Moderate
            : Confidence.Weak;
        TenantFault.Find(reading)?.Describe(reading, notes, ref confidence);
        if (!reading.CouldPassByLuck(reading.Peers.Passed))
        {
            notes.Against(Invariant($"Other servers kept passing: {reading.Peers.Passing} of {reading.Peers.Total}, {reading.Peers.Passed:N0} messages. A change in the cloud reaches all within hours."));
            confidence = Confidence.Weak;
        }

        if (hasTlsFailures)
        {
            notes.Against("TLS negotiations failed in the same window.");
            confidence = Confidence.Weak;
        }

        DescribeMissing(reading, notes);
        return notes.ToCause(Id, confidence);
    }

    private static void DescribeMissing(IncidentReading reading, Notes notes)
    {
        if (!reading.Tenant.IsKnown)
            notes.Missing("WhenChangedUTC and Enabled of the inbound connectors (Get-InboundConnector).");
        if (!reading.Tenant.KnowsDomains)
            notes.Missing("The tenant's accepted domains (Get-AcceptedDomain in Exchange Online PowerShell).");
        bool knowsEnds = reading.InScope(EvidenceAttributes.Certificate).Rows.Where(v => v is { Value: not null, FailedDuring: > 0 }).All(v => reading.FactsOf(v.Value)?.NotAfter is not null);
        notes.Missing(knowsEnds
            ? "Revocation and client-authentication usage of the certificate: these fail without a trace in the log."
            : "notAfter, revocation and client-authentication usage of the certificate: these fail without a trace in the log.");
    }
}
