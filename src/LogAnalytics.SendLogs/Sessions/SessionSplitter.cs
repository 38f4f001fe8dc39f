namespace LogAnalytics.SendLogs.Sessions;

/// <summary>Puts the rows of one session id into their only valid order, sets copies apart, and splits placeholder ids.</summary>
public static class SessionSplitter
{
    private const int FewOfANumber = 8;

    /// <summary>
    /// The usual case: every number once and in order, so nothing to sort, to split and no copies. False otherwise: <see cref="Split"/>.
    /// </summary>
    /// <param name="buffer">Holds the rows of the session afterwards; a larger one takes its place as needed.</param>
    public static bool TryTakeWhole(SessionRows rows, ref StoredRow[] buffer, out SplitSession session)
    {
        session = default;
        if (SessionIdComparer.IsPlaceholder(rows.SessionId))
            return false;
        if (buffer.Length < rows.RowCount)
            buffer = new StoredRow[Math.Max(rows.RowCount, buffer.Length * 2)];
        rows.CopyTo(buffer);
        ArraySegment<StoredRow> all = new(buffer, 0, rows.RowCount);
        session = new SplitSession(all, []);
        return IsOrdered(all);
    }

    /// <param name="rows">All rows of one id, from any number of fragments.</param>
    /// <param name="files">Orders files by their ranks.</param>
    public static IEnumerable<SplitSession> Split(SessionRows rows, IComparer<int> files)
    {
        StoredRow[] all = rows.ToArray();
        if (!SessionIdComparer.IsPlaceholder(rows.SessionId))
        {
            if (IsOrdered(all))
                return [new SplitSession(all, [])];
            Array.Sort(all, (a, b) => BySequence(a, b, files));
            return [WithoutCopies(all)];
        }

        Array.Sort(all, (a, b) => ByPlace(a, b, files));
        return SplitAtConnects(WithoutCopiesOfOtherFiles(EachLineOnce(all)));
    }

    // One session at a time as the file shows it: a new one starts at "attempting to connect" or when numbers fall back.
    private static IEnumerable<SplitSession> SplitAtConnects(SplitSession all)
    {
        ILookup<int, RowCopy> copies = all.Copies.ToLookup(copy => copy.OwnerIndex);
        int start = 0;
        for (int i = 1; i <= all.Rows.Count; i++)
        {
            if (i < all.Rows.Count && !StartsSession(all.Rows, start, i))
                continue;
            int first = start;
            yield return new SplitSession(
                all.Rows.Slice(first, i - first),
                [.. Enumerable.Range(first, i - first).SelectMany(index => copies[index].Select(copy => copy with { OwnerIndex = index - first }))]);
            start = i;
        }
    }

    private static bool StartsSession(ArraySegment<StoredRow> rows, int start, int index) =>
        rows[index].SequenceNumber <= rows[index - 1].SequenceNumber || IsConnectAttempt(rows, start, index);

    private static bool IsConnectAttempt(ArraySegment<StoredRow> rows, int start, int index)
    {
        if (!rows[index].Context.Span.SequenceEqual("attempting to connect"u8))
            return false;
        for (int i = start; i < index; i++)
        {
            if (!rows[i].Context.Span.SequenceEqual("Set Session Permissions"u8))
                return true;
        }

        return false;
    }

    private static bool IsOrdered(ReadOnlySpan<StoredRow> rows)
    {
        for (int i = 1; i < rows.Length; i++)
        {
            if (rows[i].SequenceNumber <= rows[i - 1].SequenceNumber)
                return false;
        }

        return true;
    }

    private static SplitSession WithoutCopies(StoredRow[] ordered)
    {
        // What is kept moves up within the array: a session may have a million rows.
        int kept = 0;
        List<RowCopy> copies = [];
        int sameFrom = 0;
        Dictionary<StoredRow, int>? many = null;
        int looked = 0;
        foreach (StoredRow row in ordered)
        {
            if (kept > 0 && ordered[kept - 1].SequenceNumber != row.SequenceNumber)
                sameFrom = kept;
            int owner = sameFrom;
            // A number has a row or two; under a masked id thousands, and then they are looked up.
            if (kept - sameFrom <= FewOfANumber)
            {
                while (owner < kept && !StoredRowComparer.Instance.Equals(ordered[owner], row))
                    owner++;
            }
            else
            {
                for (many ??= new(StoredRowComparer.Instance), looked = Math.Max(looked, sameFrom); looked < kept; looked++)
                    many.Add(ordered[looked], looked);
                owner = many.GetValueOrDefault(row, kept);
            }

            if (owner < kept)
                copies.Add(new RowCopy(row, owner));
            else
                ordered[kept++] = row;
        }

        return new SplitSession(new ArraySegment<StoredRow>(ordered, 0, kept), copies);
    }

    // A line comes twice when its file is read again, under another name, while the lake holds it.
    private static ArraySegment<StoredRow> EachLineOnce(StoredRow[] byPlace)
    {
        int kept = 0;
        foreach (StoredRow row in byPlace)
        {
            if (kept == 0 || row.FileRank != byPlace[kept - 1].FileRank || row.LineNumber != byPlace[kept - 1].LineNumber)
                byPlace[kept++] = row;
        }

        return new ArraySegment<StoredRow>(byPlace, 0, kept);
    }

    // Many sessions share the id, so equal rows of one file belong to several sessions; only another file can hold copies: its first
    // such row repeats the first that was kept, its second the second.
    private static SplitSession WithoutCopiesOfOtherFiles(ArraySegment<StoredRow> byPlace)
    {
        if (byPlace.Count == 0 || byPlace[0].FileRank == byPlace[^1].FileRank)
            return new SplitSession(byPlace, []);
        int[] hashes = [.. byPlace.Select(StoredRowComparer.Instance.GetHashCode)];
        int[] sorted = [.. hashes];
        Array.Sort(sorted);
        int kept = 0;
        List<RowCopy> copies = [];
        Dictionary<StoredRow, Repeats> seen = new(StoredRowComparer.Instance);
        for (int i = 0; i < byPlace.Count; i++)
        {
            StoredRow row = byPlace[i];
            // Nearly all: nothing to remember of them, and what is kept moves up within the array.
            if (IsOnce(sorted, hashes[i]))
            {
                byPlace[kept++] = row;
                continue;
            }

            if (!seen.TryGetValue(row, out Repeats? repeats))
                seen.Add(row, repeats = new Repeats());
            int nth = repeats.NextIn(row.FileRank);
            if (nth < repeats.Kept.Count)
            {
                copies.Add(new RowCopy(row, repeats.Kept[nth]));
            }
            else
            {
                repeats.Kept.Add(kept);
                byPlace[kept++] = row;
            }
        }

        return new SplitSession(byPlace[..kept], copies);
    }

    private static bool IsOnce(int[] sorted, int hash)
    {
        int at = Array.BinarySearch(sorted, hash);
        return (at == 0 || sorted[at - 1] != hash) && (at == sorted.Length - 1 || sorted[at + 1] != hash);
    }

    // Equal numbers: the owner of a repeated row is the smallest (file, line).
    private static int BySequence(StoredRow a, StoredRow b, IComparer<int> files)
    {
        int order = a.SequenceNumber.CompareTo(b.SequenceNumber);
        return order != 0 ? order : ByPlace(a, b, files);
    }

    private static int ByPlace(StoredRow a, StoredRow b, IComparer<int> files)
    {
        int order = files.Compare(a.FileRank, b.FileRank);
        return order != 0 ? order : a.LineNumber.CompareTo(b.LineNumber);
    }

    // Where equal rows were kept, and how many of them the present file has shown.
    private sealed class Repeats
    {
        private int _fileRank = -1;
        private int _inFile;

        public List<int> Kept { get; } = [];

        public int NextIn(int fileRank)
        {
            _inFile = fileRank == _fileRank ? _inFile + 1 : 0;
            _fileRank = fileRank;
            return _inFile;
        }
    }
}
