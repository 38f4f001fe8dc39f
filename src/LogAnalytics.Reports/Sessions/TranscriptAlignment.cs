namespace LogAnalytics.Reports.Sessions;

/// <summary>
/// Two sessions side by side: the pairing of their rows in which as many as possible do the same, in order (Needleman and Wunsch 1970),
/// and among those the one in which most also say the same.
/// </summary>
/// <param name="LeftBeyond">Rows of the left session that were not compared, since it is too long.</param>
public sealed record TranscriptAlignment(SessionTranscript Left, SessionTranscript Right, IReadOnlyList<AlignedRow> Rows, long LeftBeyond, long RightBeyond)
{
    /// <summary>Rows of each session that are compared: time and memory grow with the product.</summary>
    public const int MostRows = 1_000;

    // Two rows that do the same weigh more than any that say the same elsewhere, and no pair is worth a gap: a gap costs nothing.
    private const int DoesTheSame = 2;
    private const int SaysTheSame = 1;

    public static TranscriptAlignment Of(SessionTranscript left, SessionTranscript right, int mostRows = MostRows)
    {
        IReadOnlyList<TranscriptRow> leftRows = [.. left.Rows.Take(mostRows)];
        IReadOnlyList<TranscriptRow> rightRows = [.. right.Rows.Take(mostRows)];
        return new TranscriptAlignment(
            left, right, Pair(leftRows, rightRows),
            left.RowsBeyond + left.Rows.Count - leftRows.Count, right.RowsBeyond + right.Rows.Count - rightRows.Count);
    }

    private static List<AlignedRow> Pair(IReadOnlyList<TranscriptRow> left, IReadOnlyList<TranscriptRow> right)
    {
        IReadOnlyList<TranscriptStep> a = TranscriptSteps.Of(left), b = TranscriptSteps.Of(right);
        // best[i, j]: the most that the rows from i and from j on can be worth.
        int[,] best = new int[a.Count + 1, b.Count + 1];
        for (int i = a.Count - 1; i >= 0; i--)
        {
            for (int j = b.Count - 1; j >= 0; j--)
                best[i, j] = Math.Max(Math.Max(best[i + 1, j], best[i, j + 1]), Worth(a[i], b[j]) is var worth and > 0 ? worth + best[i + 1, j + 1] : 0);
        }

        List<AlignedRow> rows = [];
        int x = 0, y = 0;
        while (x < a.Count || y < b.Count)
        {
            bool hasBoth = x < a.Count && y < b.Count;
            int worth = hasBoth ? Worth(a[x], b[y]) : 0;
            if (worth > 0 && best[x, y] == worth + best[x + 1, y + 1])
            {
                rows.Add(new AlignedRow(left[x], right[y], b[y].Phase, worth > DoesTheSame ? RowDifference.Same : RowDifference.Differs));
                x++;
                y++;
            }
            // Where either may come first, the one that is less far in its session does.
            else if (hasBoth && best[x + 1, y] == best[x, y + 1] ? a[x].Phase <= b[y].Phase : y == b.Count || (hasBoth && best[x + 1, y] > best[x, y + 1]))
            {
                rows.Add(new AlignedRow(left[x], null, a[x].Phase, RowDifference.LeftOnly));
                x++;
            }
            else
            {
                rows.Add(new AlignedRow(null, right[y], b[y].Phase, RowDifference.RightOnly));
                y++;
            }
        }

        return rows;
    }

    private static int Worth(in TranscriptStep a, in TranscriptStep b) =>
        a.Key != b.Key ? 0 : a.Comparable == b.Comparable ? DoesTheSame + SaysTheSame : DoesTheSame;
}
