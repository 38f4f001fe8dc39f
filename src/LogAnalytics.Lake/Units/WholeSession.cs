using LogAnalytics.SendLogs.Sessions;

namespace LogAnalytics.Lake.Units;

/// <summary>
/// Which unit a session belongs to. Rows of one day that hold a whole session (numbers 0 to n without a hole, n the disconnect) are a
/// session of that day, whatever else bears its id. All other rows of an id are one session, of the day of its earliest row. So the
/// place depends on the set of rows alone, and whole days need not be known to place rows of other days.
/// </summary>
public static class WholeSession
{
    /// <param name="bySequence">Rows in order of their sequence number.</param>
    public static bool IsIn(IReadOnlyList<StoredRow> bySequence)
    {
        int next = 0;
        foreach (StoredRow row in bySequence)
        {
            if (row.SequenceNumber > next)
                return false;
            if (row.SequenceNumber == next)
                next++;
            if (row.IsDisconnect)
                return true;
        }

        return false;
    }
}
