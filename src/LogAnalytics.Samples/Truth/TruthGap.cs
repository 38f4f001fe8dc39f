namespace LogAnalytics.Samples;

/// <summary>Logs that were taken out of a tree. The totals of the truth count what was there before.</summary>
/// <param name="Kind">missing_instance, quiet, retention_edge, logging_stopped or sequence_hole.</param>
/// <param name="From">Not later than the first row that is missing.</param>
/// <param name="To">Not earlier than the last one.</param>
/// <param name="Removed">Files, or the one file that rows were taken from.</param>
public sealed record TruthGap(string Server, string Kind, DateTime From, DateTime To, IReadOnlyList<string> Removed);
