using System.Text.Json;
using System.Text.Json.Serialization;

namespace LogAnalytics.Notebooks;

/// <summary>Worth knowing, and no incident.</summary>
public sealed class Observation
{
    /// <summary>Such as <c>partner_refusal</c>.</summary>
    [JsonInclude]
    public string Kind { get; internal init; } = "";

    /// <summary>A sentence.</summary>
    [JsonInclude]
    public string Text { get; internal init; } = "";

    /// <summary>What it rests on.</summary>
    [JsonInclude]
    public JsonElement Evidence { get; internal init; }
}
