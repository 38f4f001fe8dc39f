namespace LogAnalytics.Cli.SelfTest;

/// <summary>What one way of arrival showed.</summary>
/// <param name="Difference">The first one; null where the answer is the same.</param>
internal sealed record ArrivalResult(IArrival Arrival, string? Difference);
