using LogAnalytics.Queries;
using LogAnalytics.Reports.Details;
using LogAnalytics.Reports.Findings;
using LogAnalytics.Reports.Sessions;

namespace LogAnalytics.Cli.Analysis;

/// <summary>Reads what the report shows beside the findings: the SQL of <c>Sql/report</c>, cut to what a person reads.</summary>
public sealed class ReportReader(LakeDatabase database)
{
    private const int MostParties = 20;
    private const int MostRefusals = 20;
    private const int MostSessionRows = 120;
    private const int MostEndpoints = 400;
    private const int MostRuns = 300;
    private const int MostFamilies = 50;
    private const int MostCells = 96;
    private const int MostLogs = 40;

    public ReportDetails Read(IReadOnlyDictionary<string, IncidentDetails> incidents, FindingsDocument findings)
    {
        return new ReportDetails
        {
            Incidents = ReadIncidents(incidents),
            Endpoints = ReadCapped("report/endpoints", MostEndpoints, row => new EndpointUse(
                row.Text("sent_certificate_thumbprint"), row.Text("sent_certificate_subject"), row.Text("remote_endpoint"), row.Text("remote_host"),
                row.Texts("servers"), row.Texts("connectors"), row.Number("sessions"), row.Number("attributed"), row.Number("attribution_failed"),
                row.Time("first_seen"), row.Time("last_seen"), row.Time("first_failure"), row.Time("last_failure"))),
            Lineage = ReadCapped("report/lineage", MostRuns, row => new ValueRun(
                row.Text("server")!, row.Text("service")!, row.Text("connector"), row.Text("attribute")!, row.Text("value"),
                row.Time("first_seen")!.Value, row.Time("last_seen")!.Value, row.Number("sessions"), row.Number("attributed"), row.Number("attribution_failed"))),
            Heat = ReadHeat(findings),
            OtherRefusals = ReadCapped("report/other_refusals", MostFamilies, row => new OtherRefusal(
                row.Text("family"), row.Text("class"), row.OptionalInt("reply_code"), row.Text("enhanced_code"), row.Text("meaning"), row.Text("unit")!,
                row.Number("count"), row.Texts("servers"), row.Time("first_at"), row.Time("last_at"))),
        };
    }

    private Dictionary<string, IncidentDetails> ReadIncidents(IReadOnlyDictionary<string, IncidentDetails> incidents)
    {
        if (incidents.Count == 0)
            return [];
        var totals = database.Query("report/affected_totals", row => (
            Incident: row.Text("incident")!,
            Totals: new AffectedTotals(row.Number("recipients"), row.Number("bounced"), row.Number("queued"), row.Number("later_delivered"), row.Number("undecided"))))
            .ToDictionary(entry => entry.Incident, entry => entry.Totals);
        var parties = database.Query("report/affected_parties", row => (
            Key: (row.Text("incident")!, row.Text("kind")!), Total: row.Number("all_rows"),
            Party: new AffectedParty(row.Text("value")!, row.Number("recipients"), row.Number("later_delivered"), row.Time("first_at")!.Value, row.Time("last_at")!.Value)), Most(MostParties))
            .ToLookup(entry => entry.Key);
        ILookup<string, AffectedMessage> refusals = database.Query("report/affected_first", AnalysisOutputs.Message, Most(MostRefusals)).ToLookup(message => message.Incident);
        ILookup<string, SessionRow> rows = LakePieces.At(database, "report/session_units", () => database.Query("report/session_rows", Row, Most(MostSessionRows))).ToLookup(row => row.Incident);
        return incidents.ToDictionary(entry => entry.Key, entry => entry.Value with
        {
            Affected = totals.GetValueOrDefault(entry.Key) ?? entry.Value.Affected,
            Senders = Parties(entry.Key, "sender"),
            RecipientDomains = Parties(entry.Key, "recipient_domain"),
            FirstRefusals = [.. refusals[entry.Key]],
            Comparison = Compare(rows[entry.Key]),
            Cited = Cite(rows[entry.Key]),
        });

        Capped<AffectedParty> Parties(string incident, string kind) =>
            new([.. parties[(incident, kind)].Select(entry => entry.Party)], parties[(incident, kind)].FirstOrDefault().Total);
    }

    private static TranscriptAlignment? Compare(IEnumerable<SessionRow> rows)
    {
        ILookup<string, SessionRow> byRole = rows.ToLookup(row => row.Role);
        return byRole["good"].Any() && byRole["bad"].Any() ? TranscriptAlignment.Of(Transcript([.. byRole["good"]]), Transcript([.. byRole["bad"]])) : null;
    }

    private static SessionTranscript Transcript(IReadOnlyList<SessionRow> rows) => rows[0].Session with
    {
        Rows = [.. rows.Select(row => row.Row)],
        RowsBeyond = rows[0].SessionRows - rows.Count,
    };

    private static Dictionary<string, CitedRow> Cite(IEnumerable<SessionRow> rows) => rows
        .Where(row => row.Role is not ("good" or "bad") && row.Row.Line == row.CitedLine)
        .GroupBy(row => row.Role)
        .ToDictionary(group => group.Key, group => group.First())
        .ToDictionary(entry => entry.Key, entry => new CitedRow(
            entry.Value.Session.Server, entry.Value.Session.SessionId, entry.Value.Session.Connector, entry.Value.Session.RemoteEndpoint, entry.Value.Row));

    private HeatMap? ReadHeat(FindingsDocument findings)
    {
        if (findings.Coverage.Count == 0)
            return null;
        DateTime first = findings.Coverage.Min(span => span.First), last = findings.Coverage.Max(span => span.Last);
        TimeSpan width = TimeSteps.For(last - first, MostCells);
        int hours = Math.Max(1, (int)width.TotalHours);
        DateTime from = hours >= 24 ? first.Date : first.Date.AddHours(first.Hour - (first.Hour % hours));
        int count = (int)((last - from).TotalHours / hours) + 1;
        var cells = database.Query("report/heat", row => (
            Log: (row.Text("server")!, row.Text("service")!), Cell: (int)row.Number("cell"), Sessions: row.Number("sessions")),
            new Dictionary<string, object?> { ["from"] = from, ["cell_hours"] = hours }).ToLookup(entry => entry.Log);
        return new HeatMap(
            from, hours, count,
            [.. findings.Coverage.Take(MostLogs).Select(span => new HeatRow(
                span.Server, span.Service, cells[(span.Server, span.Service)].Where(cell => cell.Cell >= 0 && cell.Cell < count).ToDictionary(cell => cell.Cell, cell => cell.Sessions)))],
            findings.Coverage.Count);
    }

    private Capped<T> ReadCapped<T>(string name, int most, Func<QueryRow, T> map)
    {
        long total = 0;
        List<T> rows = database.Query(name, row =>
        {
            total = row.Number("all_rows");
            return map(row);
        }, Most(most));
        return new Capped<T>(rows, total);
    }

    private static Dictionary<string, object?> Most(int most) => new() { ["most"] = most };

    private static SessionRow Row(QueryRow row) => new(
        row.Text("incident")!, row.Text("role")!, row.Number("session_rows"), row.Number("cited_line"),
        new SessionTranscript(
            row.Text("server")!, row.Text("service")!, row.Text("session_id")!, row.Text("connector"), row.Text("remote_endpoint"),
            row.Time("started_at")!.Value, row.Text("outcome")!, []),
        new TranscriptRow(
            row.Number("sequence_number"), row.Time("time")!.Value, row.Text("event") ?? "", row.Text("data") ?? "", row.Text("context") ?? "",
            row.Text("family"), row.Text("file"), row.Number("line"), row.Number("byte_offset")));

    /// <summary>A row with the session that it is of and the reason why the report shows it.</summary>
    private sealed record SessionRow(string Incident, string Role, long SessionRows, long CitedLine, SessionTranscript Session, TranscriptRow Row);
}
