namespace LogAnalytics.Evaluation.Methods;

/// <summary>A window that a method claims.</summary>
internal sealed record Detected
{
    public required long FirstBadMs { get; init; }
    public required long LastBadMs { get; init; }

    /// <summary>False for methods that give no more than windows; the fields below are theirs to leave.</summary>
    public bool HasDetails { get; init; }
    public bool IsPreExisting { get; init; }
    public long? LastGoodMs { get; init; }
    public long? FirstGoodMs { get; init; }

    /// <summary>The change lies in (ChangeAfterMs, ChangeByMs]; null: open to the past.</summary>
    public long? ChangeAfterMs { get; init; }
    public long ChangeByMs { get; init; }

    /// <summary>Attributes that explain the failures best; empty: nothing that is logged.</summary>
    public string[] Cause { get; init; } = [];

    public string? Text { get; init; }
}
