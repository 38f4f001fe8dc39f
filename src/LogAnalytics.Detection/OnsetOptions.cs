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

    /// <summary>
    /// Attribute that names the server: a value that is new at the onset is compared with what the same servers did before.
    /// </summary>
    public string ServerAttribute { get; init; } = "server";

    /// <summary>Attribute that names the connector: one that rests may wait for its kind of mail, a newsletter on Sundays.</summary>
    public string ConnectorAttribute { get; init; } = "connector";

    /// <summary>Slices that are searched at once; the result does not depend on it.</summary>
    public int Threads { get; init; } = 1;
}
