namespace LogAnalytics.Inputs;

/// <summary>A file that cannot be opened or read on; the message is the reason and the remedy, and needs no other.</summary>
public sealed class UnreadableException(string message, Exception? inner = null) : IOException(message, inner);
