using LogAnalytics.SendLogs.Sessions;

namespace LogAnalytics.Lake.Units;

/// <summary>
/// Which unit a session belongs to. Rows of one day that hold a whole session (numbers 0 to n without a hole, n the disconnect) are a
/// session of that day, whatever else bears its id. All other rows of an id are one session, of the day of its earliest row. So the
/// place depends on the set of rows alone, and whole days need not be known to place rows of other days.
/// </summary>
public static class WholeSession
{
    public static bool IsIn(SessionRows session)
    {
        if (session.IsWhole)
            return true;
        // Number and, in the lowest bit, whether it is a disconnect: a session may have a million rows.
        long[] bySequence = new long[session.RowCount];
        int count = 0;
        foreach (StoredRow row in session.Rows())
            bySequence[count++] = ((long)row.SequenceNumber << 1) | (row.IsDisconnect ? 1L : 0L);
        Array.Sort(bySequence);
        int next = 0;
        foreach (long row in bySequence)
        {
            long number = row >> 1;
            if (number > next)
                return false;
            if (number == next)
                next++;
            if ((row & 1) != 0)
                return true;
        }

        return false;
    }
}
