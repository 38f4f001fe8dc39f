namespace LogAnalytics.Lake.Catalog;

/// <summary>What a path held before, and what became of it. History, not content: it depends on when the lake was fed.</summary>
/// <param name="Path">Where it was, relative to the INPUT root.</param>
/// <param name="FileId">SHA-256 of the content then.</param>
/// <param name="Change"><c>grown</c>, <c>rewritten</c>, <c>truncated</c> or <c>renamed</c>.</param>
/// <param name="NextPath">Another one if it was renamed.</param>
/// <param name="NextFileId">SHA-256 of the content that followed.</param>
public sealed record FileVersion(string Server, string Service, string Path, string FileId, long Size, string Change, string NextPath, string NextFileId);
