using LogAnalytics.Inputs;

namespace LogAnalytics.Cli.SelfTest;

/// <summary>Reads and writes the lines of logs that are copied.</summary>
internal static class CopiedLog
{
    /// <summary>All bytes. A packed log is finished, and its last line too: copies say so, for a plain log may still grow.</summary>
    public static IEnumerable<LogLine> Lines(InputFile log)
    {
        bool isFinished = true;
        using Stream content = InputStream.Open(log);
        foreach (LogLine line in LogLine.Read(content))
        {
            isFinished = line.EndsLine;
            yield return line;
        }

        if (!isFinished && !log.MayGrow)
            yield return new LogLine([(byte)'\n'], false);
    }

    public static void Write(Stream stream, IEnumerable<byte[]> lines)
    {
        foreach (byte[] line in lines)
            stream.Write(line);
    }
}
