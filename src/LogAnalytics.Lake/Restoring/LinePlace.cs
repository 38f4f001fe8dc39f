namespace LogAnalytics.Lake.Restoring;

/// <summary>Where a line of a log stands.</summary>
/// <param name="FileId">SHA-256 of the log.</param>
public sealed record LinePlace(string FileId, long ByteOffset);

/// <summary>Where a line was copied to.</summary>
/// <param name="Bytes">Its end included.</param>
public readonly record struct CopiedLine(long At, long Bytes);
