using LogAnalytics.SendLogs.Rows;
using LogAnalytics.SendLogs.Sessions;
using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.Fuzz.Sessions;

/// <summary>Rows to sessions, the way the lake does it: stitch, join the fragments of each id, split.</summary>
internal sealed class SessionRun
{
    // Of a session in a block of memory that others share.
    private const int BlockStart = 8;

    private readonly SortedDictionary<string, SessionRows> _joined = new(StringComparer.Ordinal);

    private SessionRun()
    {
    }

    /// <summary>In order of session id.</summary>
    public List<IReadOnlyList<StoredRow>> Sessions { get; } = [];

    public List<StoredRow> Duplicates { get; } = [];

    /// <param name="rows">In the order in which they arrive.</param>
    /// <param name="maxOpenBytes">Memory for sessions that wait for more rows.</param>
    /// <param name="quietEvery">After so many rows, sessions that are older than the last row are handed on; 0 for never.</param>
    public static SessionRun Of(IEnumerable<StoredRow> rows, long maxOpenBytes = long.MaxValue, int quietEvery = 0)
    {
        SessionRun run = new();
        SessionStitcher stitcher = null!;
        stitcher = new SessionStitcher(
            new LogTexts(),
            fragment =>
            {
                run.Join(fragment);
                stitcher.Recycle(fragment);
            },
            maxOpenBytes);
        int count = 0;
        foreach (StoredRow row in rows)
        {
            stitcher.Add(row.ToRow(), new LinePosition(row.LineNumber, row.ByteOffset), row.FileRank);
            if (quietEvery > 0 && ++count % quietEvery == 0)
                stitcher.CloseQuietSince(row.TimeMicros);
        }

        stitcher.CloseAll();
        foreach (SplitSession session in run._joined.Values.SelectMany(rows => SessionSplitter.Split(rows, Comparer<int>.Default)))
        {
            run.Sessions.Add(session.Rows);
            run.Duplicates.AddRange(session.Copies.Select(copy => copy.Row));
            Check.That(session.Copies.All(copy => StoredRowComparer.Instance.Equals(copy.Row, session.Rows[copy.OwnerIndex])), "a copy is its owner's text");
        }

        return run;
    }

    /// <summary>The sessions of several runs, one behind the other.</summary>
    public static SessionRun Joined(IEnumerable<SessionRun> runs)
    {
        SessionRun joined = new();
        foreach (SessionRun run in runs)
        {
            joined.Sessions.AddRange(run.Sessions);
            joined.Duplicates.AddRange(run.Duplicates);
        }

        return joined;
    }

    private void Join(SessionRows fragment)
    {
        string id = Convert.ToHexString(fragment.SessionId);
        if (_joined.TryGetValue(id, out SessionRows? known))
            known.Append(Copy(fragment, 0));
        else
            _joined.Add(id, Copy(fragment, BlockStart));
    }

    private static SessionRows Copy(SessionRows fragment, int start)
    {
        byte[] block = new byte[start + fragment.MostPackedBytes];
        fragment.Pack(block.AsSpan(start));
        return SessionRows.Unpack(fragment.Texts, block, start);
    }
}
