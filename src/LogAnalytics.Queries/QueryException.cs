namespace LogAnalytics.Queries;

/// <summary>SQL that the engine refuses, or that we do; the message says what to change.</summary>
public sealed class QueryException(string message) : Exception(message);
