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
            notes.For(Invariant($"Nothing logged changed: {string.Join(", ", looked).Replace('_', ' ')} of the failures passed {reading.PassedBefore} times before."));
        if (blind.Length > 0)
            notes.Missing(Invariant($"Not in the logs: {string.Join(", ", blind).Replace('_', ' ')}."));
        long certificates = reading.InScope(EvidenceAttributes.Certificate).Rows.Count(v => v is { Value: not null, FailedDuring: > 0 });
        notes.For(Invariant($"{Sentences.Count(reading.Evidence.Servers.Count, "server", "servers")} and {Sentences.Count(certificates, "certificate", "certificates")} fail from {Sentences.Utc(reading.Evidence.FirstBad)} on."));
        notes.DescribeSlice(reading);
        notes.DescribeKnownChanges(reading);

        Confidence confidence = reading.HasEnoughTrials && reading.InScope(EvidenceAttributes.Certificate).FailedDuring > 0
            ? Confidence.Moderate
            : Confidence.Weak;
        if (!reading.CouldPassByLuck(reading.Peers.Passed))
        {
            notes.Against(Invariant($"Other servers kept passing: {reading.Peers.Passing} of {reading.Peers.Total}, {reading.Peers.Passed} messages. A change in the cloud reaches all within hours."));
            confidence = Confidence.Weak;
        }

        if (hasTlsFailures)
        {
            notes.Against("TLS negotiations failed in the same window.");
            confidence = Confidence.Weak;
        }

        notes.Missing("WhenChangedUTC and Enabled of the inbound connectors, and the accepted domains.");
        notes.Missing("notAfter, revocation and client-authentication usage of the certificate: these fail without a trace in the log.");
        return notes.ToCause(Id, confidence);
    }
}
