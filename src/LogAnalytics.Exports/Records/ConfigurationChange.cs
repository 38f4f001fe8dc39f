namespace LogAnalytics.Exports;

/// <summary>An administrative change that a side input records.</summary>
/// <param name="Time">When it was made, UTC.</param>
/// <param name="Text">What was done, short, e.g. <c>Set-InboundConnector 'Inbound from contoso' -Enabled False</c>.</param>
/// <param name="By">Who, as the export has it; null where it has nobody.</param>
/// <param name="Target">Name of what was changed; null where the export does not say.</param>
/// <param name="Source">File.</param>
public sealed record ConfigurationChange(ChangeKind Kind, DateTime Time, string Text, string? By = null, string? Target = null, string? Source = null)
{
    /// <summary>Told by the changed object's own date alone: what was changed, and by whom, is not known.</summary>
    public bool IsOwnDate { get; init; }
}
