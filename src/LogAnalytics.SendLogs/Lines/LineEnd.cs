namespace LogAnalytics.SendLogs.Lines;

/// <summary>What stands behind the text of a line.</summary>
public enum LineEnd
{
    /// <summary>Nothing: the end of the file, or a piece of a line.</summary>
    None,

    /// <summary><c>\n</c></summary>
    Lf,

    /// <summary><c>\r\n</c></summary>
    CrLf,

    /// <summary><c>\r</c> and then the end of the file.</summary>
    Cr,
}

public static class LineEnds
{
    public static ReadOnlySpan<byte> Bytes(this LineEnd end) => end switch
    {
        LineEnd.Lf => "\n"u8,
        LineEnd.CrLf => "\r\n"u8,
        LineEnd.Cr => "\r"u8,
        _ => [],
    };

    /// <summary>Takes the line end off; <paramref name="line"/> holds at most one <c>\n</c>, as its last byte.</summary>
    public static LineEnd Split(ref ReadOnlySpan<byte> line)
    {
        bool hasLf = line.Length > 0 && line[^1] == (byte)'\n';
        ReadOnlySpan<byte> rest = hasLf ? line[..^1] : line;
        bool hasCr = rest.Length > 0 && rest[^1] == (byte)'\r';
        line = hasCr ? rest[..^1] : rest;
        if (hasLf)
            return hasCr ? LineEnd.CrLf : LineEnd.Lf;
        return hasCr ? LineEnd.Cr : LineEnd.None;
    }
}
