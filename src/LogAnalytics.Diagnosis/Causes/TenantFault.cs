namespace LogAnalytics.Diagnosis;

/// <summary>What the exports show to be wrong, or in order, with the inbound connector of a certificate that passed and no longer does.</summary>
internal sealed record TenantFault(TenantFaultKind Kind, ConfigurationFact<InboundConnector>? Connector)
{
    /// <summary>Null where nothing was exported, or the exports do not decide.</summary>
    public static TenantFault? Find(IncidentReading reading)
    {
        TenantView tenant = reading.Tenant;
        ValueCounts? failing = reading.InScope(EvidenceAttributes.Certificate).Rows
            .Where(v => v is { FailedDuring: > 0, PassedBefore: > 0 }).OrderByDescending(v => v.FailedDuring).ThenBy(v => v.Value, StringComparer.Ordinal).FirstOrDefault();
        if (!tenant.IsKnown || failing is null || !reading.AllFailuresHave(EvidenceAttributes.Certificate, failing.Value) || tenant.OnPremises.Any(fact => fact.IsContradicted))
            return null;
        // Without certificate the address is the key, and addresses may be several.
        if (failing.Value is null)
            return null;
        IReadOnlyList<string>? names = reading.FactsOf(failing.Value) is { } facts ? CertificateNames.All(facts) : null;
        (NameMatch enabled, ConfigurationFact<InboundConnector>? connector) = tenant.FindName(names);
        (NameMatch disabled, ConfigurationFact<InboundConnector>? off) = tenant.FindName(names, isEnabled: false);
        return (enabled, disabled) switch
        {
            (NameMatch.Yes, _) when tenant.IsAccepted(connector!.Connector.TlsSenderCertificateName.Text!) == NameMatch.No => new(TenantFaultKind.NotAccepted, connector),
            (NameMatch.Yes, _) => new(TenantFaultKind.None, connector),
            (NameMatch.CannotTell, _) => null,
            (_, NameMatch.Yes) => new(TenantFaultKind.Disabled, off),
            (_, NameMatch.CannotTell) => null,
            // Attribution may have been by address all the while.
            _ when MayKnowAddress(reading) => null,
            _ => new(TenantFaultKind.Unmatched, tenant.OnPremises.FirstOrDefault(TenantView.HasName)),
        };
    }

    private static bool MayKnowAddress(IncidentReading reading)
        => reading.InScope(EvidenceAttributes.PublicAddress).Rows.Where(v => v.PassedBefore > 0).Select(v => reading.Tenant.FindAddress(v.Value).Match).DefaultIfEmpty(NameMatch.No).Max() != NameMatch.No;

    /// <summary>A fault that is dated to the day before the onset is more than absence; one that is not dated may be anybody's.</summary>
    public void Describe(IncidentReading reading, Notes notes, ref Confidence confidence)
    {
        bool isLate = Connector is { Timing: FactTiming.ChangedLater or FactTiming.TakenBefore };
        string connector = Connector?.Describe() ?? "none of the exported inbound connectors";
        switch (Kind)
        {
            case TenantFaultKind.None:
                notes.Against(Invariant($"{ExportSentences.Capital(connector)} is enabled and matches the certificate{(reading.Tenant.KnowsDomains ? ", and its domain is accepted" : "")}."));
                // Something else in the service is still possible, so this alone refutes nothing.
                return;
            case TenantFaultKind.Disabled:
                notes.For(Invariant($"{ExportSentences.Capital(connector)} matches the certificate and is disabled."));
                break;
            case TenantFaultKind.NotAccepted:
                notes.For(Invariant($"{ExportSentences.Capital(connector)} matches the certificate, but its domain is no accepted domain of the tenant."));
                break;
            default:
                notes.For(Invariant($"No exported inbound connector matches the certificate that passed until the onset, e.g. {connector}."));
                break;
        }

        if (isLate)
        {
            notes.Missing("What the connector held when the failures began: the export is of another time.");
            return;
        }

        bool isDated = Connector is not null && reading.WasChangedBeforeOnset(ChangeKind.InboundConnector, Connector.Connector.Name)
            || (Kind == TenantFaultKind.NotAccepted && reading.ChangesBeforeOnset(ChangeKind.AcceptedDomain).Any());
        if (isDated && reading.HasEnoughTrials)
            confidence = Confidence.Strong;
        else if (!isDated)
            notes.Missing("When that was changed: a change long before the onset does not explain it.");
    }
}
