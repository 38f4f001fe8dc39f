using System.Net;
using System.Net.Sockets;

namespace LogAnalytics.Diagnosis;

/// <summary>Remedy for a changed public address.</summary>
internal static class EgressRemedies
{
    /// <summary>More addresses than this are a pool: enter its network by hand.</summary>
    private const int MostAddresses = 4;

    public static Remedy AddAddress(IncidentReading reading)
    {
        ValueChange change = reading.ChangeOf(EvidenceAttributes.PublicAddress);
        return new Remedy(
            CauseIds.EgressIpChanged,
            "Add the new public address to the inbound connector; better, attribute by certificate",
            Shells.Online,
            Checks.InboundConnectors,
            "The inbound connector is scoped by address and lists the old one; the new address is static and yours alone. SenderIPAddresses takes IPv4 addresses and networks from /24 to /32.",
            Command(reading, change),
            "All mail that the tenant receives from this address.",
            "The same command with Remove in place of Add.",
            "Recipients are accepted in sessions that are greeted with the new address; allow for hours of propagation.",
            References.Exchange("set-inboundconnector"));
    }

    private static string? Command(IncidentReading reading, ValueChange change)
    {
        List<string?> added = change.New.Select(v => v.Value).ToList();
        List<string?> old = change.Others.Where(v => v.PassedBefore > 0).Select(v => v.Value).ToList();
        // The connector is found by the address it knows, so every old address must be one that it can hold.
        if (added.Count > MostAddresses || old.Count is 0 or > MostAddresses || !added.Concat(old).All(IsPublicIpv4))
            return null;
        string? add = PowerShellText.TryQuoteList(added!);
        if (reading.Tenant.IsKnown)
            return ByName(reading.Tenant, old, added, add);
        string? known = PowerShellText.TryQuoteList(old!);
        return add is null || known is null
            ? null
            : $"Get-InboundConnector | Where-Object {{ $_.SenderIPAddresses | Where-Object {{ [string]$_ -in {known} }} }} | ForEach-Object {{ Set-InboundConnector -Identity $_.Identity -SenderIPAddresses @{{Add={add}}} }}";
    }

    // The one exported connector that lists an old address, and none that lists a new one.
    private static string? ByName(TenantView tenant, List<string?> old, List<string?> added, string? add)
    {
        var scoped = tenant.OnPremises.Where(fact => old.Any(address => TenantView.Matches(fact.Connector, address) == NameMatch.Yes)).ToList();
        bool isListed = added.Any(address => tenant.FindAddress(address).Match != NameMatch.No);
        return scoped is [{ IsContradicted: false, Timing: FactTiming.Held or FactTiming.Undated, Connector: { Enabled: not false } connector }] && !isListed && add is not null
            && PowerShellText.TryQuote(connector.Name) is { } name
            ? $"Set-InboundConnector -Identity {name} -SenderIPAddresses @{{Add={add}}}"
            : null;
    }

    private static bool IsPublicIpv4(string? text)
    {
        if (!IPAddress.TryParse(text, out IPAddress? ip) || ip.AddressFamily != AddressFamily.InterNetwork || ip.ToString() != text)
            return false;
        byte[] b = ip.GetAddressBytes();
        return b[0] is not (0 or 10 or 127 or >= 224) && (b[0], b[1]) is not ((192, 168) or (169, 254) or (172, >= 16 and <= 31) or (100, >= 64 and <= 127));
    }
}
