using LogAnalytics.Inputs;
using LogAnalytics.Queries;
using LogAnalytics.Reports.Sessions;
using LogAnalytics.Reports.Text;

namespace LogAnalytics.Cli.Sessions;

/// <summary>Looks up one session, its rows, and the passing session to set beside it.</summary>
public sealed class SessionReader(LakeDatabase database)
{
    private const int MostListed = 20;

    /// <param name="server">Null: any.</param>
    /// <param name="at">Start of the session meant; null: any.</param>
    /// <exception cref="InputException">There is none, or there are several; the message lists what there is.</exception>
    public FoundSession Find(string id, string? server, DateTime? at)
    {
        Dictionary<string, object?> parameters = new() { ["id"] = id, ["server"] = server };
        List<FoundSession> all = database.Query("session/find", Session, parameters);
        if (all.Count == 0)
            throw new InputException($"No session '{id}'{(server is null ? "" : $" on server '{server}'")} in this lake. {Nearest(parameters)}");
        List<FoundSession> found = at is { } start ? [.. all.Where(session => session.StartedAt == start)] : all;
        if (found.Count == 1)
            return found[0];
        string list = string.Join('\n', all.Take(MostListed).Select(session => $"  --server {session.Server} --at {Say.Iso(session.StartedAt)}  {session.Service}, {session.Connector ?? "no connector"}, {session.Outcome}, {session.EventCount} rows"));
        string more = all.Count > MostListed ? $"\n  … and {all.Count - MostListed} more" : "";
        string what = found.Count == 0 ? $"No session '{id}' starts then. There are:" : $"{found.Count} sessions are called '{id}'. Say which, with --server, and --at where one server has several:";
        throw new InputException($"{what}\n{list}{more}");
    }

    public SessionTranscript Read(FoundSession session)
    {
        // Literals, not parameters: by them the engine leaves out the files of other days and servers before it opens any.
        using QueryResult rows = database.Read(LiteralSql.Of("session/rows", new Dictionary<string, object?>
        {
            ["server"] = session.Server, ["service"] = session.Service, ["day"] = session.Day, ["part_id"] = session.PartId, ["session_number"] = session.SessionNumber,
        }));
        List<TranscriptRow> transcript = [];
        while (rows.Read())
        {
            transcript.Add(new TranscriptRow(
                Convert.ToInt64(rows.Value(0), System.Globalization.CultureInfo.InvariantCulture), DateTime.SpecifyKind((DateTime)rows.Value(1)!, DateTimeKind.Utc),
                (string)rows.Value(2)!, (string)rows.Value(3)!, (string)rows.Value(4)!, (string?)rows.Value(5), (string?)rows.Value(6),
                Convert.ToInt64(rows.Value(7), System.Globalization.CultureInfo.InvariantCulture), Convert.ToInt64(rows.Value(8), System.Globalization.CultureInfo.InvariantCulture)));
        }

        return new SessionTranscript(session.Server, session.Service, session.SessionId, session.Connector, session.RemoteEndpoint, session.StartedAt, session.Outcome, transcript);
    }

    /// <summary>Null where no other session of the connector has passed.</summary>
    public (FoundSession Session, string Shared)? NearestPassing(FoundSession session)
    {
        List<(FoundSession, string)> nearest = database.Query("session/nearest_passing", row => (Session(row), row.Text("shared")!), new Dictionary<string, object?>
        {
            ["server"] = session.Server, ["connector"] = session.Connector, ["remote_endpoint"] = session.RemoteEndpoint, ["remote_host"] = session.RemoteHost,
            ["started_at"] = session.StartedAt, ["part_id"] = session.PartId, ["session_number"] = session.SessionNumber,
        });
        return nearest.Count == 0 ? null : nearest[0];
    }

    private string Nearest(Dictionary<string, object?> parameters)
    {
        List<string> ids = database.Query("session/nearest_ids", row => $"{row.Text("session_id")} ({string.Join(", ", row.Texts("servers"))})", parameters);
        return ids.Count == 0 ? "It has none there." : $"Nearest: {string.Join(", ", ids)}.";
    }

    private static FoundSession Session(QueryRow row) => new(
        row.Text("server")!, row.Text("service")!, row.Text("day")!, row.Number("part_id"), row.Number("session_number"), row.Text("session_id")!,
        row.Text("connector"), row.Text("remote_endpoint"), row.Text("remote_host"), row.Time("started_at")!.Value, row.Text("outcome")!, row.Number("event_count"));
}
