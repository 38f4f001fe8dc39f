namespace LogAnalytics.Diagnosis;

/// <summary>Remedies in the tenant. Send logs hold none of its values, so these are checks.</summary>
internal static class CloudRemedies
{
    public static Remedy AcceptDomain() => new(
        CauseIds.SenderDomainNotAccepted,
        "Add and verify the sender's domain in the tenant, or give the inbound connector an accepted certificate name",
        Shells.Online,
        Checks.AcceptedDomains + "; " + Checks.InboundConnectors,
        "The failing sender domain is yours and missing from the list, or the certificate's domain is. The null sender has no domain: there only the certificate helps.",
        null,
        "An accepted domain is accepted for the whole tenant.",
        "Remove the domain again.",
        "Recipients are accepted for the senders that failed.",
        References.Exchange("get-accepteddomain"));

    /// <summary>A connector that the export shows disabled, and that knows the certificate which passed before.</summary>
    public static Remedy? EnableConnector(IncidentReading reading)
    {
        if (TenantFault.Find(reading) is not { Kind: TenantFaultKind.Disabled, Connector: { Timing: FactTiming.Held or FactTiming.Undated } fact })
            return null;
        string? name = PowerShellText.TryQuote(fact.Connector.Name);
        return new Remedy(
            CauseIds.CloudSideChange,
            "Enable the inbound connector again (Set-InboundConnector -Enabled)",
            Shells.Online,
            Checks.InboundConnectors,
            Invariant($"The check still shows Enabled False for '{Sentences.Show(fact.Connector.Name)}', and nobody disabled it on purpose: ask first."),
            name is null ? null : $"Set-InboundConnector -Identity {name} -Enabled $true",
            "All mail that the tenant receives over this inbound connector.",
            name is null ? "Set-InboundConnector -Enabled $false on the same connector." : $"Set-InboundConnector -Identity {name} -Enabled $false",
            "Recipients are accepted again on all servers; front ends may flap for hours.",
            References.Exchange("set-inboundconnector"));
    }

    public static Remedy InspectConnector() => new(
        CauseIds.CloudSideChange,
        "See what changed in the tenant: inbound connector (disabled?), accepted domains; then rerun the Hybrid Configuration Wizard",
        Shells.Online,
        Checks.InboundConnectors + "; " + Checks.AcceptedDomains,
        "A connector shows Enabled False (then Set-InboundConnector -Enabled $true), or WhenChangedUTC lies shortly before the first failure. Ask who changed it.",
        null,
        "All mail that the tenant receives over the connector.",
        "Restore the values that the check printed.",
        "Recipients are accepted again on all servers; front ends may flap for hours.",
        References.MailFlowConnectors);

    public static Remedy CollectFacts(IncidentReading reading) => new(
        CauseIds.Undetermined,
        "Collect what the logs do not hold",
        Shells.Online + "; for the send connectors and certificates " + Shells.Management,
        Checks.InboundConnectors + "; " + Checks.AcceptedDomains + "; " + Checks.SendConnectors(reading) + "; " + Checks.Certificates(reading),
        "None: reading only.",
        null,
        "None: reading only.",
        "Nothing to undo.",
        "One explanation gains support over the others when the answers are given as side inputs.",
        References.MailFlowConnectors);
}
