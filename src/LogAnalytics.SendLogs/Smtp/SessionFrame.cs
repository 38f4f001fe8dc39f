using LogAnalytics.SendLogs.Sessions;

namespace LogAnalytics.SendLogs.Smtp;

/// <summary>What holds for a session as a whole: times, endpoints, connector, holes.</summary>
public static class SessionFrame
{
    /// <param name="rows">In order, at least one.</param>
    public static void Read(ReadOnlySpan<StoredRow> rows, SmtpSession session, TextPool texts)
    {
        long started = long.MaxValue;
        long ended = long.MinValue;
        int holes = 0;
        int expected = 0;
        ReadOnlySpan<byte> local = default;
        ReadOnlySpan<byte> remote = default;
        ReadOnlySpan<byte> connector = default;
        foreach (ref readonly StoredRow row in rows)
        {
            long time = row.TimeMicros;
            started = Math.Min(started, time);
            ended = Math.Max(ended, time);
            int sequence = row.SequenceNumber;
            if (sequence > expected)
                holes++;
            expected = sequence + 1;
            local = LastOf(local, row.LocalEndpoint.Span);
            remote = LastOf(remote, row.RemoteEndpoint.Span);
            connector = LastOf(connector, row.ConnectorId.Span);
        }

        session.StartedAtMicros = started;
        session.EndedAtMicros = ended;
        session.SequenceHoles = holes;
        session.Local = Endpoint.Parse(texts.Get(local));
        session.Remote = Endpoint.Parse(texts.Get(remote));
        session.ConnectorId = texts.Get(connector);
    }

    private static ReadOnlySpan<byte> LastOf(ReadOnlySpan<byte> known, ReadOnlySpan<byte> next) => next.IsEmpty ? known : next;
}
