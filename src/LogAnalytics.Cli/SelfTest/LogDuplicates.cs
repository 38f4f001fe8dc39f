using LogAnalytics.Inputs;

namespace LogAnalytics.Cli.SelfTest;

/// <summary>Writes a log, and of every second one a copy before or behind it, without a line that is not finished.</summary>
internal sealed class LogDuplicates : IRearrangement
{
    private const int Before = 1, Log = 2, Behind = 3;

    public void Write(InputFile log, PieceFolder pieces, Random random)
    {
        pieces.Write(Log, piece => CopiedLog.Write(piece, CopiedLog.Lines(log).Select(line => line.Bytes)));
        int draw = random.Next(4);
        if (draw > 1)
            return;
        pieces.Write(draw == 0 ? Before : Behind, piece => CopiedLog.Write(piece, FinishedLines(log)));
    }

    private static IEnumerable<byte[]> FinishedLines(InputFile log)
    {
        // A long line comes in pieces, which are held back until its end is seen.
        List<byte[]> held = [];
        foreach (LogLine line in CopiedLog.Lines(log))
        {
            held.Add(line.Bytes);
            if (!line.EndsLine)
                continue;
            foreach (byte[] piece in held)
                yield return piece;
            held.Clear();
        }
    }
}
