using LogAnalytics.Reports.Findings;

namespace LogAnalytics.Cli.Analysis;

/// <summary>Something told beside the logs about which sessions can say anything.</summary>
/// <param name="Kind"><c>relay_role</c>, <c>connector_family</c>, <c>remote_family</c> or <c>hosted_domain</c>.</param>
/// <param name="Name">A connector; an address, host or domain of hosts; a recipient domain.</param>
/// <param name="Value">The role or family; null for domains.</param>
/// <param name="Source">Evidence, for a reader.</param>
/// <param name="IsUsers">An option says so: it outweighs the logs.</param>
public sealed record Given(string Kind, string Name, string? Value, string Source, bool IsUsers)
{
    public const string RelayRole = "relay_role", ConnectorFamily = "connector_family", RemoteFamily = "remote_family", HostedDomain = "hosted_domain";

    /// <summary>What an earlier analysis was told.</summary>
    public static Given Of(Override told) => new(told.Kind, told.Name, told.Value, told.Source, told.ByUser);

    /// <summary>Names are compared without regard to case.</summary>
    public string Subject => Name.ToLowerInvariant();
}
