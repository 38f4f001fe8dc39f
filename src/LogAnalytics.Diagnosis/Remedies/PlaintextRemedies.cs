namespace LogAnalytics.Diagnosis;

/// <summary>Remedies where sessions go without TLS.</summary>
internal static class PlaintextRemedies
{
    // A DNS-routed "*" connector would be cut off from every destination without TLS: the filter leaves it alone.
    private const string NotDnsRouted = "Where-Object { -not $_.DNSRoutingEnabled }";

    public static Remedy DisableInspection(IncidentReading reading) => new(
        CauseIds.SmtpInspection,
        "Turn off SMTP (ESMTP) inspection on the firewall for connections to the service",
        Shells.Management,
        Checks.SendConnectors(reading),
        "A firewall between these servers and the service inspects port 25. On a Cisco ASA: 'no inspect esmtp' in the policy.",
        null,
        "All SMTP that passes the firewall.",
        "Turn the inspection on again.",
        "The banner names the service again, EHLO shows STARTTLS, and the sessions send a certificate.",
        References.TlsConfiguration);

    public static Remedy RequireTls(string cause, IncidentReading reading)
    {
        string? connector = Checks.SingleConnector(reading);
        AttributeCounts tls = reading.InScope(EvidenceAttributes.StartTls);
        bool holds = tls.FailedDuring > 0 && 20 * reading.FailedWith(EvidenceAttributes.StartTls, StartTlsValues.Encrypted) <= tls.FailedDuring;
        return new Remedy(
            cause,
            "Containment, not repair: require TLS, so that mail waits in the queue and does not bounce",
            Shells.Management,
            Checks.SendConnectors(reading),
            "The failing sessions went without TLS, over one connector that routes by smart host. DNS-routed connectors are left alone: there it would block every destination without TLS.",
            connector is null || !holds ? null : $"Get-SendConnector {connector} | {NotDnsRouted} | Set-SendConnector -RequireTLS $true",
            "All mail over this connector waits while TLS fails; it expires after two days by default.",
            connector is null ? "Set-SendConnector -RequireTLS $false on the same connector." : $"Set-SendConnector {connector} -RequireTLS $false",
            "No more plaintext sessions to the service; messages queue, none is refused with 5.7.64.",
            References.Exchange("set-sendconnector"));
    }

    public static Remedy UseStartTls(IncidentReading reading)
    {
        string? connector = Checks.SingleConnector(reading);
        // The setting is to blame only where practically all failures skipped an offered STARTTLS.
        bool holds = reading.AllFailuresHave(EvidenceAttributes.StartTls, StartTlsValues.NotUsed)
            && TlsFailureFallbackRule.Risen(reading.Evidence).Count == 0;
        return new Remedy(
            CauseIds.StartTlsNotUsed,
            "Let the connector use STARTTLS, and require it",
            Shells.Management,
            Checks.SendConnectors(reading),
            "IgnoreSTARTTLS is True, or ForceHELO is (then set that to False). The connector routes by smart host.",
            connector is null || !holds
                ? null
                : $"Get-SendConnector {connector} | {NotDnsRouted} | Set-SendConnector -IgnoreSTARTTLS $false -RequireTLS $true",
            "All mail over this connector; destinations without TLS no longer get any.",
            connector is null ? "Set both values back on the same connector." : $"Set-SendConnector {connector} -RequireTLS $false -IgnoreSTARTTLS $true",
            "STARTTLS follows EHLO in the next session, a certificate is sent, and the recipients are accepted.",
            References.Exchange("set-sendconnector"));
    }
}
