namespace LogAnalytics.Kernel;

/// <summary>The kernel cannot do what it was started for; the message says what to change.</summary>
public sealed class KernelException(string message) : Exception(message);
