namespace LogAnalytics.Cli.SelfTest;

/// <summary>Bytes of one line with its line end, or a piece of a line that is too long to hold or was never finished.</summary>
/// <param name="IsWhole">From the start of a line to its <c>\n</c>.</param>
internal readonly record struct LogLine(byte[] Bytes, bool IsWhole)
{
    /// <summary>Longer lines come in pieces.</summary>
    private const int MostBytes = 1 << 20;

    public bool EndsLine => Bytes[^1] == (byte)'\n';

    /// <summary>All bytes of a log, in order.</summary>
    public static IEnumerable<LogLine> Read(Stream log)
    {
        byte[] buffer = new byte[MostBytes];
        (int filled, bool startsLine) = (0, true);
        while (true)
        {
            int read = log.Read(buffer, filled, buffer.Length - filled);
            filled += read;
            int from = 0;
            for (int end; (end = Array.IndexOf(buffer, (byte)'\n', from, filled - from)) >= 0; from = end + 1)
            {
                yield return new LogLine(buffer[from..(end + 1)], startsLine);
                startsLine = true;
            }

            if (filled > from && (read == 0 || filled - from == buffer.Length))
            {
                yield return new LogLine(buffer[from..filled], false);
                (from, startsLine) = (filled, false);
            }

            if (read == 0)
                yield break;
            Buffer.BlockCopy(buffer, from, buffer, 0, filled - from);
            filled -= from;
        }
    }
}
