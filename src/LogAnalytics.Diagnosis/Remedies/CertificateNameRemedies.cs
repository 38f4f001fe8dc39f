namespace LogAnalytics.Diagnosis;

/// <summary>The two ways to make the inbound connector know the new name.</summary>
internal static class CertificateNameRemedies
{
    public static Remedy RerunWizard(IncidentReading reading) => new(
        CauseIds.CertificateNameChanged,
        "Option 1: rerun the Hybrid Configuration Wizard and pick the new certificate on the transport certificate page (now: \"Update Secure Mail Certificate for Connectors\")",
        Shells.Management,
        Checks.Certificates(reading) + "; " + Checks.SendConnectors(reading),
        "The new certificate is on every source server and Edge server, enabled for SMTP.",
        null,
        "Send and receive connectors on premises and the inbound and outbound connectors of the tenant; customisations can be undone.",
        "Rerun the wizard with the earlier certificate.",
        "Recipients are accepted in sessions that send the new thumbprint.",
        References.HybridWizard);

    public static Remedy SetInboundName(IncidentReading reading)
    {
        InboundName? name = InboundName.Choose(reading);
        return new Remedy(
            CauseIds.CertificateNameChanged,
            "Option 2: set the new name on the inbound connector (Set-InboundConnector -TlsSenderCertificateName)",
            Shells.Online,
            Checks.InboundConnectors + "; " + Checks.AcceptedDomains,
            name is null
                ? "Put a name of the new certificate (or *. and its parent domain) that is an accepted domain, and that every certificate still in use matches: while a server is on the old name, the change breaks it."
                : name.Connector is { } connector
                    ? Invariant($"Every certificate in use matches {Sentences.Show(name.Value)}; {(reading.Tenant.KnowsDomains ? "its domain is an accepted domain of the export" : "Get-AcceptedDomain lists its domain")}; inbound connector '{Sentences.Show(connector.Name)}' still has {Sentences.Show(connector.TlsSenderCertificateName.Text)}, as exported.")
                    : Invariant($"Every certificate in use matches {Sentences.Show(name.Value)}; Get-AcceptedDomain lists its domain; a connector has the old name ({Sentences.ShowAll(name.OldValues)}). Note its value for the way back."),
            name?.ToCommand(),
            "All mail that the tenant receives over this inbound connector.",
            name?.ToUndo() ?? "Set TlsSenderCertificateName to the value that the check printed.",
            "Recipients are accepted in sessions that send the new thumbprint; allow for hours of propagation.",
            References.Exchange("set-inboundconnector"));
    }
}
