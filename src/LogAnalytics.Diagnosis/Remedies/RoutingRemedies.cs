namespace LogAnalytics.Diagnosis;

/// <summary>Remedies on which connector and which host the mail takes. What to write is not in the logs.</summary>
internal static class RoutingRemedies
{
    public static Remedy CompareConnectors(IncidentReading reading) => new(
        CauseIds.ConnectorChanged,
        "Compare the two send connectors; correct cost, address space or certificate",
        Shells.Management,
        "Get-SendConnector | Format-List Name,Enabled,AddressSpaces,Cost,SmartHosts,TlsCertificateName",
        "The connector of the failures was not meant to carry this mail, or lacks the certificate of the earlier one.",
        null,
        "All mail that either connector carries.",
        "Restore the values that the check printed.",
        "Sessions carry the earlier connector's name again, or the new one's sessions are accepted.",
        References.Exchange("set-sendconnector"));

    public static Remedy RestoreSmartHost(IncidentReading reading) => new(
        CauseIds.SmartHostChanged,
        "Point the smart host at the tenant's own MX host (Set-SendConnector -SmartHosts)",
        Shells.Management,
        Checks.SendConnectors(reading) + "; " + "Get-AcceptedDomain | ForEach-Object { Resolve-DnsName -Type MX -Name $_.DomainName.ToString() -ErrorAction SilentlyContinue }",
        "Copy the MX value of an accepted domain, never build it; use @{Add=…} and @{Remove=…}, since a plain list replaces all. Not for the wizard's own DNS-routed connector.",
        null,
        "All mail over this connector.",
        "Restore the smart hosts that the check printed.",
        "Sessions reach the service's host again, and the recipients are accepted.",
        References.Exchange("set-sendconnector"));
}
