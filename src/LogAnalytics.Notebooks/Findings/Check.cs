using System.Text.Json.Serialization;

namespace LogAnalytics.Notebooks;

/// <summary>A check that an analysis ran.</summary>
public sealed class Check
{
    /// <summary>Such as <c>attribution_onset</c>.</summary>
    [JsonInclude]
    public string Id { get; internal init; } = "";

    /// <summary>What was looked at.</summary>
    [JsonInclude]
    public long Sessions { get; internal init; }

    /// <summary>What was found; 0 is an answer too.</summary>
    [JsonInclude]
    public long Hits { get; internal init; }
}
