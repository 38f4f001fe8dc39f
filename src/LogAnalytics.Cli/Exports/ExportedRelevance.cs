using LogAnalytics.Cli.Analysis;
using LogAnalytics.Exports;
using LogAnalytics.SendLogs.Smtp;

namespace LogAnalytics.Cli.Exports;

/// <summary>What exports say about connectors and domains. Connectors of which two exports say different things are left out.</summary>
public static class ExportedRelevance
{
    private const string TenantHosts = ".onmicrosoft.com";

    public static IEnumerable<Given> Of(ExportSet exports)
    {
        HashSet<string> own = new(exports.AcceptedDomains ?? [], StringComparer.OrdinalIgnoreCase);
        foreach (IGrouping<string, SendConnector> versions in (exports.SendConnectors ?? []).Where(connector => connector.Enabled != false)
            .GroupBy(connector => connector.Name, StringComparer.OrdinalIgnoreCase))
        {
            SendConnector connector = versions.First();
            if (Agreed(versions, version => Role(version, own)) is { } role)
                yield return new Given(Given.RelayRole, connector.Name, role, Source(connector), IsUsers: false);
            if (Agreed(versions, version => HasServiceHosts(version) ? "exchange_online" : null) is { } family)
                yield return new Given(Given.ConnectorFamily, connector.Name, family, Source(connector), IsUsers: false);
        }

        foreach (string domain in own.Order(StringComparer.OrdinalIgnoreCase))
            yield return new Given(Given.HostedDomain, domain, null, "given by an export: an accepted domain of the tenant", IsUsers: false);
    }

    private static string? Agreed(IEnumerable<SendConnector> versions, Func<SendConnector, string?> say)
    {
        string?[] said = [.. versions.Select(say).Distinct()];
        return said.Length == 1 ? said[0] : null;
    }

    /// <returns>Null where the export does not tell, or the connector may be one or the other.</returns>
    private static string? Role(SendConnector connector, HashSet<string> own)
    {
        string[] spaces = [.. Spaces(connector)];
        if (spaces.Length == 0)
            return null;
        if (spaces.All(space => own.Contains(space) || space.EndsWith(TenantHosts, StringComparison.OrdinalIgnoreCase)))
            return "tenant_only";
        if (HasServiceHosts(connector))
            return "relay";
        return connector.DnsRoutingEnabled == true && connector.SmartHosts.IsEmpty && spaces.Contains("*") ? "mx_delivery" : null;
    }

    // "SMTP:*;1": type, domain, cost.
    private static IEnumerable<string> Spaces(SendConnector connector) =>
        connector.AddressSpaces.Items
            .Select(space => (space.StartsWith("smtp:", StringComparison.OrdinalIgnoreCase) ? space[5..] : space).Split(';')[0].Trim())
            .Where(space => space.Length > 0 && !space.All(char.IsAsciiDigit));

    private static bool HasServiceHosts(SendConnector connector) =>
        connector.SmartHosts is { IsGiven: true, IsEmpty: false } hosts && hosts.Items.All(host => RemoteFamilies.IsServiceHost(host.TrimEnd('.')));

    private static string Source(SendConnector connector)
    {
        string spaces = string.Join(", ", Spaces(connector));
        string way = connector.SmartHosts is { IsGiven: true, IsEmpty: false } hosts ? "smart host " + string.Join(", ", hosts.Items) : "no smart host";
        return $"given by an export, {connector.Source}: address space {(spaces.Length == 0 ? "unknown" : spaces)}, {way}";
    }
}
