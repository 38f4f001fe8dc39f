using System.Text.Json.Serialization;

namespace LogAnalytics.Notebooks;

/// <summary>A message in a session, and the log line of the reply that decided it.</summary>
public sealed class SessionPoint
{
    /// <summary>Of the deciding reply, UTC.</summary>
    [JsonInclude]
    public DateTime Time { get; internal init; }

    /// <summary>Name of the server.</summary>
    [JsonInclude]
    public string Server { get; internal init; } = "";

    /// <summary>As the log has it; see the view <c>sessions</c>.</summary>
    [JsonInclude]
    public string SessionId { get; internal init; } = "";

    /// <summary>Path of the log below the input folder; null where it is not known.</summary>
    [JsonInclude]
    public string? File { get; internal init; }

    /// <summary>From 1.</summary>
    [JsonInclude]
    public long Line { get; internal init; }
}
