using LogAnalytics.Inputs;

namespace LogAnalytics.Cli.SelfTest;

/// <summary>Cuts a log into pieces between two lines, about four of them.</summary>
/// <param name="repeatsHeader">Each piece begins with the header; else only where its rows could not be read without.</param>
/// <param name="mostShared">Lines before the cut that the next piece holds too.</param>
internal sealed class LineSplit(bool repeatsHeader, int mostShared = 0) : IRearrangement
{
    public void Write(InputFile log, PieceFolder pieces, Random random)
    {
        HeaderLines header = new();
        Queue<LogLine> shared = new();
        // Without a name that tells, a piece without rows and header is no Send log.
        bool needsHeader = repeatsHeader || !log.Name.IsSend;
        using IEnumerator<LogLine> lines = CopiedLog.Lines(log).GetEnumerator();
        bool hasMore = lines.MoveNext();
        for (int number = 1; hasMore; number++)
        {
            long left = random.NextInt64(1, Math.Max(2, log.DiskBytes / 2));
            pieces.Write(number, piece =>
            {
                if (number > 1 && (needsHeader || header.IsNeeded))
                    CopiedLog.Write(piece, header.Lines);
                CopiedLog.Write(piece, shared.Select(line => line.Bytes));
                bool isAtLineEnd = false;
                for (; hasMore && !(isAtLineEnd && left <= 0); hasMore = lines.MoveNext())
                {
                    LogLine line = lines.Current;
                    piece.Write(line.Bytes);
                    left -= line.Bytes.Length;
                    isAtLineEnd = line.EndsLine;
                    if (header.Take(line))
                        shared.Clear();
                    else if (line.IsWhole)
                        shared.Enqueue(line);
                    while (shared.Count > mostShared)
                        shared.Dequeue();
                }
            });
        }
    }
}
