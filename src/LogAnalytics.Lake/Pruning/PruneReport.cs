namespace LogAnalytics.Lake.Pruning;

/// <summary>What goes, or went.</summary>
/// <param name="Newest">The newest row of the lake, UTC; null for an empty one.</param>
/// <param name="Before">Days since 1970: what is of earlier days goes.</param>
public sealed record PruneReport(DateTime? Newest, int Before, IReadOnlyList<PrunedLog> Logs);
