namespace LogAnalytics.Diagnosis;

/// <summary>The mail goes to another kind of host than before, or the service says that it came to the wrong place (ATTR35).</summary>
internal sealed class SmartHostChangedRule : ICauseRule
{
    public const string Attr35 = "attr35";

    public string Id => CauseIds.SmartHostChanged;

    public Cause? Weigh(IncidentReading reading)
    {
        bool attr35 = reading.Evidence.Family == Attr35;
        ValueChange change = reading.ChangeOf(EvidenceAttributes.RemoteFamily);
        if (!attr35 && !change.Exists)
            return null;
        var notes = new Notes();
        // ATTR35 also means "no matching connector", so alone it cannot be strong.
        Confidence confidence = attr35 ? Confidence.Moderate : Confidence.Weak;
        if (attr35)
            notes.For(Invariant($"The service answers ATTR35 to {reading.FailedDuring:N0} messages: wrong region for this tenant, or no matching connector."));
        if (change.Exists)
        {
            notes.Describe(change, reading, Invariant($"remote hosts of the kind {Sentences.ShowAll(change.New.Select(v => v.Value))},"));
            Confidence graded = reading.Grade(change, EvidenceAttributes.PublicAddress, EvidenceAttributes.Certificate);
            confidence = graded > confidence ? graded : confidence;
            notes.DescribeRivals(reading, EvidenceAttributes.PublicAddress, EvidenceAttributes.Certificate);
        }
        else if (reading.InScope(EvidenceAttributes.RemoteFamily).FailedDuring > 0 && reading.HasBefore)
        {
            notes.Against("The failures go to the same kind of remote host as the passes before.");
        }

        notes.DescribeKnownChanges(reading, ChangeKind.SendConnector);
        if (reading.FailingSendConnector is { Connector.SmartHosts: { IsGiven: true, IsEmpty: false } hosts } fact)
        {
            notes.For(ExportSentences.Capital(fact.Describe("smart hosts " + Sentences.ShowAll(hosts.Items))) + ".");
            notes.Missing("The tenant's own MX record, to compare them with.");
        }
        else
        {
            notes.Missing("Smart hosts of the send connector, beside the tenant's own MX record.");
        }

        return notes.ToCause(Id, confidence);
    }
}
