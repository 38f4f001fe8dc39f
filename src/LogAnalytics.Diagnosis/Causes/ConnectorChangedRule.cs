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
        return notes.ToCause(Id, WeighSettings(reading, change, notes, confidence));
    }

    private static Confidence WeighSettings(IncidentReading reading, ValueChange change, Notes notes, Confidence confidence)
    {
        notes.DescribeKnownChanges(reading, ChangeKind.SendConnector);
        var fresh = change.New.Select(v => reading.SendConnectors.Find(v.Value)).ToList();
        var old = change.Others.Where(v => v.PassedBefore > 0).Select(v => reading.SendConnectors.Find(v.Value)).ToList();
        if (fresh.Contains(null) || old.Contains(null))
            notes.Missing("Get-SendConnector: cost, address spaces, smart hosts and TlsCertificateName of both connectors.");
        foreach (ConfigurationFact<SendConnector> fact in old.OfType<ConfigurationFact<SendConnector>>().Where(fact => fact.Connector.Enabled == false))
            notes.For(ExportSentences.Capital(fact.Describe("Enabled False")) + ": its mail takes another one.");
        bool passes = false;
        foreach (ConfigurationFact<SendConnector> fact in fresh.OfType<ConfigurationFact<SendConnector>>())
        {
            NameMatch names = PassingCertificates(reading).Select(facts => SendConnectorView.Names(fact.Connector, facts)).DefaultIfEmpty(NameMatch.CannotTell).Max();
            if (fact.Connector.TlsCertificateName.IsEmpty)
                notes.For(ExportSentences.Capital(fact.Describe("an empty TlsCertificateName")) + ".");
            else if (names == NameMatch.No)
                notes.For(ExportSentences.Capital(fact.Describe("TlsCertificateName " + Sentences.Show(fact.Connector.TlsCertificateName.Text))) + ": not the certificate that passed before.");
            else if (names == NameMatch.Yes)
                passes = true;
        }

        if (!passes)
            return confidence;
        notes.Against("The connector of the failures names the certificate that passed before.");
        return confidence.AtMost(Confidence.Moderate);
    }

    private static IEnumerable<CertificateFacts?> PassingCertificates(IncidentReading reading)
        => reading.InScope(EvidenceAttributes.Certificate).Rows.Where(v => v is { Value: not null, PassedBefore: > 0 }).Select(v => reading.FactsOf(v.Value));
}
