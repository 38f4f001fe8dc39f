namespace LogAnalytics.Benchmarks.Options;

/// <summary>The benchmark cannot go on; the message says what to do.</summary>
internal sealed class BenchException(string message) : Exception(message);
