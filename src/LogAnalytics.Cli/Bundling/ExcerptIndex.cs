namespace LogAnalytics.Cli.Bundling;

/// <summary>excerpts/index.json: where each line of the excerpts stands in the logs.</summary>
/// <param name="IsRedacted">Names in the lines were replaced; places and counts of bytes in the logs are those of the originals.</param>
/// <param name="Excerpts">Written one by one: together they may be larger than memory.</param>
public sealed record ExcerptIndex(string Schema, bool IsRedacted, IEnumerable<Excerpt> Excerpts)
{
    public const string CurrentSchema = "loganalytics/excerpts/1";
    public const string FileName = "excerpts/index.json";
}

/// <summary>One file of raw lines.</summary>
/// <param name="Name">In the bundle.</param>
/// <param name="Of">The incident, or the observation by its place.</param>
/// <param name="Role">What its row bounds.</param>
/// <param name="Lines">In the order of the excerpt.</param>
public sealed record Excerpt(string Name, string Of, string Role, string Server, string SessionId, IReadOnlyList<ExcerptLine> Lines);

/// <summary>One raw line.</summary>
/// <param name="File">Path of the log, relative to the INPUT root.</param>
/// <param name="Sha256">Of the whole log.</param>
/// <param name="Line">From 1.</param>
/// <param name="ByteOffset">In the log.</param>
/// <param name="Bytes">In the log, line end included.</param>
/// <param name="At">Byte offset in the excerpt.</param>
/// <param name="IsCited">The row that the results point at.</param>
public sealed record ExcerptLine(string File, string Sha256, long Line, long ByteOffset, long Bytes, long At, bool IsCited);
