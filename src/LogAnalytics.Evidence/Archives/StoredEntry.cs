namespace LogAnalytics.Evidence.Archives;

/// <summary>A file as it stands in an archive.</summary>
/// <param name="At">Byte offset of its content.</param>
/// <param name="Checksum">CRC-32 of the content, as it is.</param>
/// <param name="Sha256">Of the content, lower-case hex.</param>
public sealed record StoredEntry(string Name, long At, uint Size, uint Checksum, string Sha256);
