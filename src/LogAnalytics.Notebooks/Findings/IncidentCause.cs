using System.Text.Json.Serialization;

namespace LogAnalytics.Notebooks;

/// <summary>One hypothesis about an incident.</summary>
public sealed class IncidentCause
{
    /// <summary>Such as <c>certificate_name_changed</c>.</summary>
    [JsonInclude]
    public string Id { get; internal init; } = "";

    /// <summary><c>strong</c>, <c>moderate</c> or <c>weak</c>.</summary>
    [JsonInclude]
    public string Confidence { get; internal init; } = "";

    /// <summary>Evidence for it, one sentence each.</summary>
    [JsonInclude]
    public IReadOnlyList<string> For { get; internal init; } = [];

    /// <summary>Evidence against it.</summary>
    [JsonInclude]
    public IReadOnlyList<string> Against { get; internal init; } = [];

    /// <summary>What would decide it.</summary>
    [JsonInclude]
    public IReadOnlyList<string> Missing { get; internal init; } = [];
}
