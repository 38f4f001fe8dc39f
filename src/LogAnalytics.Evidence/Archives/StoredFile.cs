namespace LogAnalytics.Evidence.Archives;

/// <summary>A file of an archive.</summary>
/// <param name="Name">With <c>/</c>.</param>
public sealed record StoredFile(string Name, byte[] Content);
