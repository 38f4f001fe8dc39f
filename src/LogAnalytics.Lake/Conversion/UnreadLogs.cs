using LogAnalytics.Inputs;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.SendLogs.Rows;

namespace LogAnalytics.Lake.Conversion;

/// <summary>
/// Tells whether logs were deleted between two runs. Exchange deletes the oldest files first, so nothing is lost while a log is there that
/// goes on from the last row read. Where none does, the time up to the oldest newer log is a loss, unless this server is as silent at times.
/// </summary>
public static class UnreadLogs
{
    // Rows in flight when the last run read, and the turn of a file.
    private static readonly TimeSpan _usualPause = TimeSpan.FromMinutes(5);

    /// <param name="earlier">The ledger before this run; empty on the first, which cannot have missed anything.</param>
    /// <param name="now">The ledger after it.</param>
    /// <param name="known">Losses of earlier runs, which are no silences of the server.</param>
    public static UnreadSpan? Find(GroupInputs work, IReadOnlyList<LedgerRow> earlier, IReadOnlyList<LedgerRow> now, IReadOnlyList<UnreadSpan> known)
    {
        LedgerRow[] read = [.. earlier.Where(HasRows)];
        if (read.Length == 0)
            return null;
        LedgerRow newest = read.MaxBy(row => row.LastTimeMicros)!;
        long last = newest.LastTimeMicros!.Value;
        HashSet<string> listed = [.. work.Listed.Select(file => file.Path)];
        LedgerRow[] there = [.. now.Where(row => HasRows(row) && listed.Contains(row.Path) && row.LastTimeMicros >= last).OrderBy(row => row.FirstTimeMicros)];
        if (there.Length == 0 || there[0].FirstTimeMicros <= last)
            return null;
        LedgerRow oldest = there[0];
        TimeSpan pause = Span(last, oldest.FirstTimeMicros!.Value);
        UnreadSpan span = new(work.Server, work.Service, LogTime.ToDateTime(last), LogTime.ToDateTime(oldest.FirstTimeMicros.Value), oldest.Path);
        return LacksInstances(newest, oldest) || (pause > _usualPause && pause > LongestSilence(read, known)) ? span : null;
    }

    // SEND2026031214-3 is the oldest, and what was read ended before SEND2026031214-2.
    private static bool LacksInstances(LedgerRow newest, LedgerRow oldest)
    {
        LogFileName before = LogFileName.OfPath(newest.Path), after = LogFileName.OfPath(oldest.Path);
        if (after.Hour is null)
            return false;
        return after.Instance > (before.Hour == after.Hour ? before.Instance : 0) + 1;
    }

    // Between two files that follow each other, where nothing was lost.
    private static TimeSpan LongestSilence(LedgerRow[] read, IReadOnlyList<UnreadSpan> known)
    {
        TimeSpan longest = TimeSpan.Zero;
        long covered = long.MaxValue;
        foreach (LedgerRow row in read.OrderBy(row => row.FirstTimeMicros))
        {
            long first = row.FirstTimeMicros!.Value;
            if (first > covered && Span(covered, first) > longest && !known.Any(loss => loss.UnreadFrom < LogTime.ToDateTime(first) && loss.UnreadTo > LogTime.ToDateTime(covered)))
                longest = Span(covered, first);
            covered = covered == long.MaxValue ? row.LastTimeMicros!.Value : Math.Max(covered, row.LastTimeMicros!.Value);
        }

        return longest;
    }

    private static bool HasRows(LedgerRow row) => row.Status != FileStatus.Skipped && row.FirstTimeMicros is not null && row.LastTimeMicros is not null;

    private static TimeSpan Span(long from, long to) => TimeSpan.FromMicroseconds(to - from);
}
