using System.Text.Json.Serialization;

namespace LogAnalytics.Notebooks;

/// <summary>Where an incident is.</summary>
public sealed class IncidentScope
{
    /// <summary>Names of the servers.</summary>
    [JsonInclude]
    public IReadOnlyList<string> Servers { get; internal init; } = [];

    /// <summary>Names of the Send connectors.</summary>
    [JsonInclude]
    public IReadOnlyList<string> Connectors { get; internal init; } = [];

    /// <summary>Thumbprints of the certificates that were presented.</summary>
    [JsonInclude]
    public IReadOnlyList<string> Certificates { get; internal init; } = [];

    /// <summary>Address and port.</summary>
    [JsonInclude]
    public IReadOnlyList<string> RemoteEndpoints { get; internal init; } = [];

    /// <summary>Domains of the senders.</summary>
    [JsonInclude]
    public IReadOnlyList<string> SenderDomains { get; internal init; } = [];
}
