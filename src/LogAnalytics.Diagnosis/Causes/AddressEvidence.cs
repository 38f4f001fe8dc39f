namespace LogAnalytics.Diagnosis;

/// <summary>What the exported inbound connectors say about a change of the public address.</summary>
internal static class AddressEvidence
{
    /// <param name="graded">By the logs.</param>
    /// <param name="cap">What the certificates allow.</param>
    public static Confidence Weigh(IncidentReading reading, ValueChange change, Notes notes, Confidence graded, Confidence cap)
    {
        TenantView tenant = reading.Tenant;
        Confidence alone = graded.AtMost(cap);
        if (!tenant.IsKnown)
            return alone;
        if (tenant.OnPremises.FirstOrDefault(fact => fact.IsContradicted) is { } contradicted)
        {
            notes.Missing(Invariant($"The exports contradict each other about inbound connector '{Sentences.Show(contradicted.Connector.Name)}'."));
            return alone.AtMost(Confidence.Moderate);
        }

        if (NameKeyed(reading) is { } keyed)
        {
            notes.Against(Invariant($"{ExportSentences.Capital(keyed.Describe())} matches the certificate of the failures: the address does not matter then."));
            return keyed.Timing.IsFirm(reading.IsRecovered) ? Confidence.Weak : alone.AtMost(Confidence.Moderate);
        }

        var old = change.Others.Where(v => v.PassedBefore > 0).Select(v => tenant.FindAddress(v.Value)).ToList();
        var fresh = change.New.Select(v => tenant.FindAddress(v.Value)).ToList();
        if (fresh.FirstOrDefault(found => found.Match == NameMatch.Yes).Connector is { } scoped)
            return InScope(reading, notes, scoped, alone);
        if (fresh.Any(found => found.Match == NameMatch.CannotTell))
        {
            notes.Missing("SenderIPAddresses of the inbound connectors: lost in the export, or not exported (Export-Clixml keeps lists).");
            return alone.AtMost(Confidence.Moderate);
        }

        if (old.FirstOrDefault(found => found.Match == NameMatch.Yes).Connector is not { } before)
        {
            notes.Against("No exported inbound connector lists the address of before either.");
            return alone.AtMost(Confidence.Moderate);
        }

        notes.For(Invariant($"{ExportSentences.Capital(before.Describe())} lists the address of before, and none lists the new one."));
        // A certificate that no connector knows cannot have carried the attribution: it was by address, whatever was presented.
        bool certificateIsOut = reading.AllFailuresHave(EvidenceAttributes.Certificate, null) || tenant.OnPremises.All(fact => fact.Connector.TlsSenderCertificateName is { IsGiven: true, Text: null });
        return certificateIsOut && before.Timing.IsFirm(reading.IsRecovered) && !reading.Changed(EvidenceAttributes.Certificate) ? graded : alone;
    }

    private static Confidence InScope(IncidentReading reading, Notes notes, ConfigurationFact<InboundConnector> scoped, Confidence alone)
    {
        if (scoped.Timing == FactTiming.ChangedLater)
        {
            notes.For(Invariant($"{ExportSentences.Capital(scoped.Describe())} lists the new address by now: most likely the repair."));
            return alone;
        }

        notes.Against(Invariant($"{ExportSentences.Capital(scoped.Describe())} lists the new address."));
        return scoped.Timing.IsFirm(reading.IsRecovered) ? Confidence.Weak : alone.AtMost(Confidence.Moderate);
    }

    private static ConfigurationFact<InboundConnector>? NameKeyed(IncidentReading reading)
    {
        ValueCounts? failing = reading.InScope(EvidenceAttributes.Certificate).Rows.Where(v => v is { Value: not null, FailedDuring: > 0 })
            .OrderByDescending(v => v.FailedDuring).ThenBy(v => v.Value, StringComparer.Ordinal).FirstOrDefault();
        if (failing is null || reading.FactsOf(failing.Value) is not { } facts)
            return null;
        (NameMatch match, ConfigurationFact<InboundConnector>? connector) = reading.Tenant.FindName(CertificateNames.All(facts));
        return match == NameMatch.Yes && reading.Tenant.IsAccepted(connector!.Connector.TlsSenderCertificateName.Text!) != NameMatch.No ? connector : null;
    }
}
