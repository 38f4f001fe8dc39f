namespace LogAnalytics.Inputs.Unpacking;

/// <summary>Carries reason and remedy from a layer to the outermost stream.</summary>
internal sealed class LimitReachedException(string message) : Exception(message);
