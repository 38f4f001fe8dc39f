using LogAnalytics.Samples.Bytes;

namespace LogAnalytics.Samples.Writing;

/// <summary>One method per kind of damage: the rows of an hour in, a file with its truth out.</summary>
internal static class Spoilers
{
    private const int CrLfLength = 2;

    public static IReadOnlyList<Func<List<byte[]>, long, SpoiledFile>> All { get; } =
    [
        (rows, timeMs) => Whole(rows, timeMs),
        TruncatedLastLine, NulTail, MissingHeader, RepeatedHeader, GluedFragment, InvalidUtf8, BomAndLineFeeds, BlankLines,
    ];

    public static SpoiledFile Whole(List<byte[]> rows, long timeMs, string? why = null)
    {
        Utf8Builder text = Start(timeMs);
        foreach (byte[] row in rows)
            text.Add(row);
        return Finish(text, rows, why);
    }

    private static SpoiledFile TruncatedLastLine(List<byte[]> rows, long timeMs)
    {
        Utf8Builder text = Start(timeMs);
        foreach (byte[] row in rows[..^1])
            text.Add(row);
        int kept = rows[^1].Length * 2 / 3;
        text.Add(rows[^1].AsSpan(0, kept));
        return Finish(text, rows[..^1], "the last line is cut off", tail: kept);
    }

    private static SpoiledFile NulTail(List<byte[]> rows, long timeMs)
    {
        const int Nuls = 700;
        Utf8Builder text = Start(timeMs);
        foreach (byte[] row in rows)
            text.Add(row);
        text.Add(new byte[Nuls]);
        return Finish(text, rows, "NUL bytes stand behind the last line", tail: Nuls);
    }

    private static SpoiledFile MissingHeader(List<byte[]> rows, long timeMs)
    {
        var text = new Utf8Builder();
        foreach (byte[] row in rows)
            text.Add(row);
        return Finish(text, rows, "the header is missing", headers: 0);
    }

    private static SpoiledFile RepeatedHeader(List<byte[]> rows, long timeMs)
    {
        Utf8Builder text = Start(timeMs);
        for (int i = 0; i < rows.Count; i++)
        {
            if (i == rows.Count / 2)
                text.Add(ServerLog.Header(new Utf8Builder(), timeMs + 1_800_000));
            text.Add(rows[i]);
        }

        return Finish(text, rows, "the header stands a second time in the middle", headers: 2 * ServerLog.HeaderLines);
    }

    /// <summary>A crash leaves the beginning of a row without an end; the next row follows on the same line.</summary>
    private static SpoiledFile GluedFragment(List<byte[]> rows, long timeMs)
    {
        const int FragmentBytes = 30; // the time and a few letters of the connector
        int at = rows.FindIndex(5, row => row[25] != '"');
        Utf8Builder text = Start(timeMs);
        for (int i = 0; i < rows.Count; i++)
        {
            if (i == at)
                text.Add(rows[i].AsSpan(0, FragmentBytes));
            text.Add(rows[i]);
        }

        return Finish(text, [.. rows.Where((_, i) => i != at)], $"line {ServerLog.HeaderLines + at + 1} is the fragment of a row glued to the next row", rejected: 1);
    }

    private static SpoiledFile InvalidUtf8(List<byte[]> rows, long timeMs)
    {
        int at = rows.FindIndex(row => row.AsSpan().IndexOf(",<,220 "u8) > 0 || row.AsSpan().IndexOf(",<,\"220 "u8) > 0);
        at = at < 0 ? rows.FindIndex(row => row.AsSpan().IndexOf(",<,"u8) > 0) : at;
        byte[] banner = rows[at];
        // Data ends before the comma of the empty context, or before the quote in front of it.
        int end = banner.Length - CrLfLength - 1 - (banner[^4] == '"' ? 1 : 0);
        byte[] spoiled = [.. banner[..end], .. " M"u8, 0xFC, .. "nchen"u8, .. banner[end..]];
        List<byte[]> changed = [.. rows];
        changed[at] = spoiled;
        return Whole(changed, timeMs, $"line {ServerLog.HeaderLines + at + 1} holds a Latin-1 byte, which is no UTF-8");
    }

    private static SpoiledFile BomAndLineFeeds(List<byte[]> rows, long timeMs)
    {
        var text = new Utf8Builder().Add([0xEF, 0xBB, 0xBF]);
        List<byte[]> changed = [.. rows.Select(row => row.Where(value => value != '\r').ToArray())];
        text.Add(ServerLog.Header(new Utf8Builder(), timeMs).ToArray().Where(value => value != '\r').ToArray());
        foreach (byte[] row in changed)
            text.Add(row);
        return Finish(text, changed, "begins with a byte order mark, lines end in LF alone");
    }

    private static SpoiledFile BlankLines(List<byte[]> rows, long timeMs)
    {
        Utf8Builder text = Start(timeMs);
        int blanks = 0;
        for (int i = 0; i < rows.Count; i++)
        {
            text.Add(rows[i]);
            if (i % 5 == 4)
            {
                text.Add("\r\n"u8);
                blanks++;
            }
        }

        return Finish(text, rows, "blank lines between the rows", blanks: blanks);
    }

    private static Utf8Builder Start(long timeMs)
    {
        var text = new Utf8Builder(64 * 1024);
        return text.Add(ServerLog.Header(new Utf8Builder(), timeMs));
    }

    private static SpoiledFile Finish(
        Utf8Builder text, IReadOnlyList<byte[]> events, string? why, int headers = ServerLog.HeaderLines, int blanks = 0, int rejected = 0, int tail = 0)
    {
        byte[] content = text.Written.ToArray();
        return new SpoiledFile(content, events, new TruthFile
        {
            Path = "",
            Bytes = content.Length,
            Lines = headers + blanks + rejected + events.Count + (tail > 0 ? 1 : 0),
            HeaderLines = headers,
            BlankLines = blanks,
            EventLines = events.Count,
            RejectedLines = rejected,
            UnfinishedTailBytes = tail,
            Why = why,
        });
    }
}
