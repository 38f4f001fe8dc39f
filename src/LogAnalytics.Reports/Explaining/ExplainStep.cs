namespace LogAnalytics.Reports.Explaining;

/// <summary>One question about an incident, the statement that answers it, and what the findings say.</summary>
/// <param name="Name">Of the statement in the SQL catalogue.</param>
/// <param name="Sql">Runs as it stands, in <c>query</c> or any client with the views.</param>
/// <param name="Expected">The rows that the findings hold, in order, of the columns that they hold; null: they do not say.</param>
public sealed record ExplainStep(string Name, string Question, string Sql, IReadOnlyList<IReadOnlyDictionary<string, object?>>? Expected);
