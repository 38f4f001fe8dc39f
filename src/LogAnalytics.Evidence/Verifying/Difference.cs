namespace LogAnalytics.Evidence.Verifying;

/// <summary>Where something is not as it was written, and what.</summary>
public sealed record Difference(string Place, string Problem);
