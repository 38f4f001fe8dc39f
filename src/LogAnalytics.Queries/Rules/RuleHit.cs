namespace LogAnalytics.Queries.Rules;

/// <summary>One row that a rule gave.</summary>
/// <param name="Text">What a reader is told.</param>
/// <param name="Evidence">All other columns.</param>
public sealed record RuleHit(string Text, IReadOnlyDictionary<string, object?> Evidence);
