namespace LogAnalytics.Reports.Findings;

/// <summary>An administrative change near the onset, from the side inputs.</summary>
/// <param name="Kind">What was changed, e.g. <c>inbound_connector</c>.</param>
/// <param name="Distance">To the first failure, e.g. <c>41 min before</c>.</param>
/// <param name="By">Who, only as the export has it.</param>
/// <param name="Source">File.</param>
public sealed record IncidentChange(DateTime Time, string Kind, string Text, string Distance, string? By, string? Source);
