namespace LogAnalytics.Fuzz;

/// <summary>What was read is not what the rules of the format say.</summary>
internal sealed class MismatchException(string message) : Exception(message);
