namespace LogAnalytics.Detection;

/// <summary>Settings of the search, checked once at the edge.</summary>
public sealed record OnsetOptions
{
    public const double DefaultFalseAlarmRate = 0.001;

    /// <summary>Chance of a false alarm per series, in (0, 1).</summary>
    public double FalseAlarmRate { get; init; } = DefaultFalseAlarmRate;

    /// <summary>Attributes that name the sender; guarded, never sliced.</summary>
    public string SenderAttribute { get; init; } = "sender_domain";

    /// <summary>Attributes that name the recipient; guarded, never sliced.</summary>
    public string RecipientAttribute { get; init; } = "recipient_domain";
}
