namespace LogAnalytics.SendLogs.Sessions;

/// <summary>Puts the rows of one session id into their only valid order, drops copies, and splits placeholder ids.</summary>
public static class SessionSplitter
{
    /// <param name="rows">All rows of one id, from any number of fragments.</param>
    /// <param name="onDuplicate">Told of each row that is a copy of one already taken (same sequence number, time and bytes).</param>
    public static IEnumerable<IReadOnlyList<StoredRow>> Split(SessionRows rows, Action<StoredRow> onDuplicate)
    {
        StoredRow[] all = rows.ToArray();
        if (!SessionIdComparer.IsPlaceholder(rows.SessionId))
        {
            // The usual case: every number once and in order, so nothing to sort and no copies.
            if (IsOrdered(all))
                return [all];
            Array.Sort(all, BySequence);
            return [WithoutCopies(all, onDuplicate)];
        }

        Array.Sort(all, ByPlace);
        return SplitAtConnects(WithoutCopiesOfOtherFiles(all, onDuplicate));
    }

    // One session at a time as the file shows it: a new one starts at "attempting to connect" or when numbers fall back.
    private static IEnumerable<IReadOnlyList<StoredRow>> SplitAtConnects(IEnumerable<StoredRow> rows)
    {
        List<StoredRow> current = [];
        foreach (StoredRow row in rows)
        {
            bool starts = current.Count > 0 && (row.SequenceNumber <= current[^1].SequenceNumber || IsConnectAttempt(row, current));
            if (starts)
            {
                yield return current;
                current = [];
            }

            current.Add(row);
        }

        if (current.Count > 0)
            yield return current;
    }

    private static bool IsConnectAttempt(StoredRow row, List<StoredRow> before) =>
        row.Context.Span.SequenceEqual("attempting to connect"u8)
        && before.Any(earlier => !earlier.Context.Span.SequenceEqual("Set Session Permissions"u8));

    private static bool IsOrdered(StoredRow[] rows)
    {
        for (int i = 1; i < rows.Length; i++)
        {
            if (rows[i].SequenceNumber <= rows[i - 1].SequenceNumber)
                return false;
        }

        return true;
    }

    private static List<StoredRow> WithoutCopies(StoredRow[] ordered, Action<StoredRow> onDuplicate)
    {
        List<StoredRow> kept = new(ordered.Length);
        int sameFrom = 0;
        foreach (StoredRow row in ordered)
        {
            if (kept.Count > 0 && kept[^1].SequenceNumber != row.SequenceNumber)
                sameFrom = kept.Count;
            bool isCopy = false;
            for (int i = sameFrom; i < kept.Count && !isCopy; i++)
                isCopy = StoredRowComparer.Instance.Equals(kept[i], row);
            if (isCopy)
                onDuplicate(row);
            else
                kept.Add(row);
        }

        return kept;
    }

    // Many sessions share the id, so equal rows of one file belong to several sessions; only another file can hold copies.
    private static IEnumerable<StoredRow> WithoutCopiesOfOtherFiles(StoredRow[] byPlace, Action<StoredRow> onDuplicate)
    {
        if (byPlace.Length == 0 || byPlace[0].FileRank == byPlace[^1].FileRank)
            return byPlace;
        List<StoredRow> kept = new(byPlace.Length);
        Dictionary<StoredRow, (int Kept, int FileRank, int InFile)> seen = new(StoredRowComparer.Instance);
        foreach (StoredRow row in byPlace)
        {
            (int keptSoFar, int rank, int inFile) = seen.GetValueOrDefault(row, (0, row.FileRank, 0));
            inFile = rank == row.FileRank ? inFile + 1 : 1;
            bool isCopy = inFile <= keptSoFar;
            seen[row] = (isCopy ? keptSoFar : keptSoFar + 1, row.FileRank, inFile);
            if (isCopy)
                onDuplicate(row);
            else
                kept.Add(row);
        }

        return kept;
    }

    // Equal numbers: the owner of a repeated row is the smallest (file, line).
    private static int BySequence(StoredRow a, StoredRow b)
    {
        int order = a.SequenceNumber.CompareTo(b.SequenceNumber);
        return order != 0 ? order : ByPlace(a, b);
    }

    private static int ByPlace(StoredRow a, StoredRow b)
    {
        int order = a.FileRank.CompareTo(b.FileRank);
        return order != 0 ? order : a.LineNumber.CompareTo(b.LineNumber);
    }
}
