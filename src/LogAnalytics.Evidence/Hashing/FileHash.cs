namespace LogAnalytics.Evidence.Hashing;

/// <summary>What a file held.</summary>
/// <param name="Path">Relative, with <c>/</c>.</param>
/// <param name="Size">Null where it is not known.</param>
/// <param name="Sha256">Lower-case hex; null where it could not be read.</param>
public sealed record FileHash(string Path, long? Size, string? Sha256);
