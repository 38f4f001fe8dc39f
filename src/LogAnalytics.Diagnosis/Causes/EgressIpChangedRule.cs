namespace LogAnalytics.Diagnosis;

/// <summary>The address that the receiver greets changed at the onset, where the inbound connector is scoped by address.</summary>
internal sealed class EgressIpChangedRule : ICauseRule
{
    public string Id => CauseIds.EgressIpChanged;

    public Cause? Weigh(IncidentReading reading)
    {
        ValueChange change = reading.ChangeOf(EvidenceAttributes.PublicAddress);
        if (!change.Exists)
            return null;
        var notes = new Notes();
        notes.Describe(change, reading, Invariant($"public address {Sentences.ShowAll(change.New.Select(v => v.Value))},"));
        if (change.New.All(v => AddressScope.IsIpv6(v.Value)) && change.Others.Any(v => v.PassedBefore > 0 && !AddressScope.IsIpv6(v.Value)))
            notes.For("The new address is IPv6: connectors scoped by IPv4 addresses cannot match it, without any change by an administrator.");

        Confidence confidence = reading.Grade(change, EvidenceAttributes.Connector, EvidenceAttributes.StartTls, EvidenceAttributes.RemoteFamily);
        notes.DescribeRivals(reading, EvidenceAttributes.Connector, EvidenceAttributes.StartTls, EvidenceAttributes.RemoteFamily);
        notes.DescribeKnownChanges(reading, ChangeKind.InboundConnector);
        Confidence cap = CapByCertificate(reading, change, notes);
        return notes.ToCause(Id, AddressEvidence.Weigh(reading, change, notes, confidence, cap));
    }

    private static Confidence CapByCertificate(IncidentReading reading, ValueChange change, Notes notes)
    {
        AttributeCounts certificates = reading.InScope(EvidenceAttributes.Certificate);
        if (reading.NewCertificates.IsPartial || reading.Changed(EvidenceAttributes.Certificate))
        {
            notes.Against("The certificate changed at the same time; with a matching certificate the address does not matter.");
            return Confidence.Weak;
        }

        if (certificates.FailedDuring == 0)
        {
            notes.Missing("Whether a certificate was sent.");
            return Confidence.Moderate;
        }

        if (reading.AllFailuresHave(EvidenceAttributes.Certificate, null))
        {
            notes.For("No certificate was sent before or in the window: attribution was by address.");
            return Confidence.Strong;
        }

        if (!reading.Tenant.IsKnown)
            notes.Missing("Whether the inbound connector is scoped by address (Get-InboundConnector: SenderIPAddresses).");
        // Same certificate at the same time, passing from the old address and never from the new: more than timing.
        if (change.KeptPassing.Sum(v => v.PassedDuring) is var kept && !reading.CouldPassByLuck(kept)
            && change.New.Sum(v => v.PassedDuring) == 0 && change.Failed == change.FailedTotal)
            return Confidence.Strong;
        notes.Against("A certificate was presented, unchanged.");
        return Confidence.Moderate;
    }
}
