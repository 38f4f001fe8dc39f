using LogAnalytics.Queries;
using LogAnalytics.Reports.Details;
using LogAnalytics.Reports.Findings;

namespace LogAnalytics.Cli.Analysis;

/// <summary>
/// Collects what the report shows of each incident while its trials stand in the table <c>scope</c>: the timeline at once, references to
/// sessions for <see cref="ReportReader"/>, which reads them for all incidents together.
/// </summary>
public sealed class ReportCollector
{
    private readonly LakeDatabase _database;
    private readonly Dictionary<string, IncidentDetails> _incidents = [];

    public ReportCollector(LakeDatabase database)
    {
        _database = database;
        database.Execute("report/collected");
    }

    public IReadOnlyDictionary<string, IncidentDetails> Incidents => _incidents;

    /// <param name="first">First row of the logs that were looked at.</param>
    public void Add(Incident incident, DateTime first, DateTime last)
    {
        Dictionary<string, object?> parameters = new() { ["incident"] = incident.Id };
        foreach ((string bound, TrialPoint? point) in Bounds(incident))
        {
            if (point is not null)
                Collect(bound, point, parameters);
        }

        Collect("bad", incident.Onset.FirstBad, parameters);
        _database.Execute("report/collect_good_session", parameters);
        _incidents[incident.Id] = Draw(ChartSpan.Of(incident, first, last));
    }

    /// <summary>Takes the id by which earlier analyses reported the incident.</summary>
    public void Rename(string found, string lasting)
    {
        if (found == lasting)
            return;
        _database.Execute("evidence/lasting_id", new Dictionary<string, object?> { ["found"] = found, ["lasting"] = lasting });
        _incidents.Remove(found, out IncidentDetails? details);
        _incidents.Add(lasting, details!);
    }

    public static IReadOnlyList<(string Bound, TrialPoint? Point)> Bounds(Incident incident) =>
    [
        ("last_good", incident.Onset.LastGood),
        ("last_informative_good", incident.Onset.LastInformativeGood),
        ("first_bad", incident.Onset.FirstBad),
        ("last_bad", incident.Recovery.LastBad),
        ("first_good", incident.Recovery.FirstGood),
    ];

    private void Collect(string role, TrialPoint point, Dictionary<string, object?> parameters)
    {
        parameters["role"] = role;
        parameters["server"] = point.Server;
        parameters["session_id"] = point.SessionId;
        parameters["time"] = point.Time;
        parameters["line"] = point.Line;
        _database.Execute("report/collect_session", parameters);
    }

    private IncidentDetails Draw(ChartSpan span)
    {
        Dictionary<string, object?> parameters = new() { ["from"] = span.From, ["to"] = span.To, ["bin_micros"] = span.BinWidth.Ticks / TimeSpan.TicksPerMicrosecond };
        return new IncidentDetails
        {
            Timeline = new Timeline(span, _database.Query(
                "report/timeline", row => new TimelineBin((int)row.Number("bin"), row.Number("passed"), row.Number("unproven"), row.Number("failed")), parameters)),
            Certificates = _database.Query("report/certificate_lanes", row => new CertificateRun(
                row.Text("server")!, row.Text("connector"), row.Text("certificate"), row.Time("first_seen")!.Value, row.Time("last_seen")!.Value, row.Number("sessions")), parameters),
        };
    }
}
