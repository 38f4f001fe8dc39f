namespace LogAnalytics.Cli.Prompt;

/// <summary>Ctrl+C while a line was typed.</summary>
public sealed class LineCancelledException() : Exception("cancelled");
