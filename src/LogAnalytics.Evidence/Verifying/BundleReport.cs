using LogAnalytics.Evidence.Hashing;

namespace LogAnalytics.Evidence.Verifying;

/// <summary>What a verification found.</summary>
/// <param name="Root">SHA-256 of the manifest; null where there is none.</param>
/// <param name="Manifest">Null where it cannot be read.</param>
/// <param name="Problems">Empty: every file is as it was written, and there is no other.</param>
public sealed record BundleReport(string? Root, Manifest? Manifest, IReadOnlyList<FileHash> Files, IReadOnlyList<Difference> Problems);
