using LogAnalytics.SendLogs.Sessions;

namespace LogAnalytics.Fuzz.Sessions;

/// <summary>What holds of the sessions of a file, however its rows arrive.</summary>
internal static class StitchingRules
{
    public static void NoRowIsLost(List<StoredRow> rows, SessionRun run)
    {
        List<long> placed = [.. run.Sessions.SelectMany(session => session).Concat(run.Duplicates).Select(row => row.LineNumber).Order()];
        Check.That(placed.SequenceEqual(rows.Select(row => row.LineNumber)), "every row is in one session or a duplicate");
        foreach (IReadOnlyList<StoredRow> session in run.Sessions)
        {
            Check.That(session.Count > 0, "no session is empty");
            Check.That(session.All(row => row.SessionId.Span.SequenceEqual(session[0].SessionId.Span)), "a session has one id");
            Check.That(session.Zip(session.Skip(1)).All(pair => pair.First.SequenceNumber <= pair.Second.SequenceNumber), "a session is in order");
        }
    }

    /// <summary>The same sessions of the same rows, and the same duplicates.</summary>
    public static void SameRows(SessionRun expected, SessionRun run, string how)
    {
        SameContent(expected, run, how);
        Check.That(Places(expected.Sessions.SelectMany(session => session)).SequenceEqual(Places(run.Sessions.SelectMany(session => session))), how + " (owners)");
        Check.That(Places(expected.Duplicates).Order().SequenceEqual(Places(run.Duplicates).Order()), how + " (duplicates)");
    }

    /// <summary>The same sessions, whichever of several copies a row is.</summary>
    public static void SameContent(SessionRun expected, SessionRun run, string how)
    {
        Check.That(expected.Sessions.Count == run.Sessions.Count, how + " (number of sessions)");
        for (int i = 0; i < run.Sessions.Count; i++)
            Check.That(expected.Sessions[i].SequenceEqual(run.Sessions[i], StoredRowComparer.Instance), how);
    }

    private static IEnumerable<(int FileRank, long LineNumber)> Places(IEnumerable<StoredRow> rows) => rows.Select(row => (row.FileRank, row.LineNumber));
}
