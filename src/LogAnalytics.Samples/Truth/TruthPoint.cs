using System.Text.Json.Serialization;

namespace LogAnalytics.Samples;

/// <summary>The row that decided a trial.</summary>
public sealed record TruthPoint
{
    /// <summary>Time of the row, UTC.</summary>
    public required DateTime Time { get; init; }

    /// <summary>Server folder.</summary>
    public required string Server { get; init; }

    /// <summary>Sixteen hex digits.</summary>
    public required string SessionId { get; init; }

    /// <summary>Path relative to the tree's root, with forward slashes.</summary>
    public required string File { get; init; }

    /// <summary>1-based; the first row when the reply has several.</summary>
    public required int Line { get; init; }

    /// <summary>Null, or the last row of a reply of several rows.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? LineEnd { get; set; }
}
