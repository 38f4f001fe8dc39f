namespace LogAnalytics.Diagnosis;

/// <summary>The failing sessions use another send connector than the good ones.</summary>
internal sealed class ConnectorChangedRule : ICauseRule
{
    public string Id => CauseIds.ConnectorChanged;

    public Cause? Weigh(IncidentReading reading)
    {
        ValueChange change = reading.ChangeOf(EvidenceAttributes.Connector);
        if (!change.Exists)
            return null;
        var notes = new Notes();
        notes.Describe(change, reading, Invariant($"connector {Sentences.ShowAll(change.New.Select(v => v.Value))},"));
        Confidence confidence = reading.Grade(change, EvidenceAttributes.PublicAddress);
        notes.DescribeRivals(reading, EvidenceAttributes.PublicAddress, EvidenceAttributes.Certificate);
        // A connector made anew for a new certificate: the names are as good an explanation, unless the old connector still works.
        bool namesLost = reading.Swap is { Comparison: CertificateComparison.NamesLost or CertificateComparison.OtherCommonName };
        if (namesLost && !change.KeptPassing.Any())
            confidence = confidence.AtMost(Confidence.Moderate);
        notes.Missing("Get-SendConnector: cost, address spaces, smart hosts and TlsCertificateName of both connectors.");
        return notes.ToCause(Id, confidence);
    }
}
