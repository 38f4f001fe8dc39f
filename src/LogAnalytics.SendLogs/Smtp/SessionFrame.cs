using LogAnalytics.SendLogs.Sessions;
using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.SendLogs.Smtp;

/// <summary>What holds for a session as a whole: times, endpoints, connector, holes.</summary>
public static class SessionFrame
{
    /// <param name="rows">In order, at least one.</param>
    public static void Read(ReadOnlySpan<StoredRow> rows, in SessionConstants constants, SmtpSession session)
    {
        long started = long.MaxValue;
        long ended = long.MinValue;
        int holes = 0;
        int expected = 0;
        foreach (ref readonly StoredRow row in rows)
        {
            started = Math.Min(started, row.TimeMicros);
            ended = Math.Max(ended, row.TimeMicros);
            if (row.SequenceNumber > expected)
                holes++;
            expected = row.SequenceNumber + 1;
        }

        session.StartedAtMicros = started;
        session.EndedAtMicros = ended;
        session.SequenceHoles = holes;
        session.Local = Endpoint.Parse(Utf8Text.Of(constants.LocalEndpoint));
        session.Remote = Endpoint.Parse(Utf8Text.Of(constants.RemoteEndpoint));
        session.ConnectorId = Utf8Text.Of(constants.ConnectorId);
    }
}
