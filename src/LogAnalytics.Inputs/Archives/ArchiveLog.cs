namespace LogAnalytics.Inputs.Archives;

/// <summary>A log in an archive.</summary>
/// <param name="Name">Path within the archive, with <c>/</c>.</param>
/// <param name="Refusal">The reason and the remedy; null if it is taken.</param>
internal readonly record struct ArchiveLog(ZipMember Member, string Name, string? Refusal);
