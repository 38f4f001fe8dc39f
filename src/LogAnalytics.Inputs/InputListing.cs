namespace LogAnalytics.Inputs;

/// <summary>What INPUT names: the logs to read, and all that is not read.</summary>
/// <param name="Files">In canonical order.</param>
/// <param name="Unreadable">Path and reason with remedy: the input is incomplete.</param>
public sealed record InputListing(IReadOnlyList<InputFile> Files, IReadOnlyList<KeyValuePair<string, string>> Unreadable)
{
    /// <summary>Path and reason of what is left out by rule, such as links to folders: worth knowing, and no failure.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Skipped { get; init; } = [];
}
