namespace LogAnalytics.Cli.Analysis;

/// <summary>What was worked out about a remote address, a domain of hosts or a connector: see <c>relevance/decided</c>.</summary>
public sealed record Decision(string Kind, string? Subject, string? Value, string? Evidence);
