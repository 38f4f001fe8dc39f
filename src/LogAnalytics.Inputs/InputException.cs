namespace LogAnalytics.Inputs;

/// <summary>What was typed must change: a missing path, a bad option. Names it and the remedy, and stops the run.</summary>
public sealed class InputException(string message) : Exception(message);
