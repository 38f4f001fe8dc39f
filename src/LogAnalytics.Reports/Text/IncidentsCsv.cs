using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using LogAnalytics.Reports.Findings;

namespace LogAnalytics.Reports.Text;

/// <summary>incidents.csv: one row per incident, always guarded against formulas.</summary>
public static class IncidentsCsv
{
    public static string Write(FindingsDocument findings)
    {
        using StringWriter writer = new(CultureInfo.InvariantCulture);
        CsvConfiguration configuration = new(CultureInfo.InvariantCulture) { NewLine = "\n", InjectionOptions = InjectionOptions.Escape };
        using (CsvWriter csv = new(writer, configuration))
        {
            csv.WriteRecords(findings.Incidents.Select(Row));
        }

        return writer.ToString();
    }

    private static object Row(Incident incident) => new
    {
        id = incident.Id,
        severity = incident.Severity,
        state = incident.State,
        status = incident.Status,
        family = Guard(incident.Family),
        cause = incident.Causes[0].Id,
        confidence = incident.Causes[0].Confidence.ToString().ToLowerInvariant(),
        last_good = Time(incident.Onset.LastGood),
        last_good_server = Guard(incident.Onset.LastGood?.Server),
        last_good_session = Guard(incident.Onset.LastGood?.SessionId),
        first_bad = Time(incident.Onset.FirstBad),
        first_bad_server = Guard(incident.Onset.FirstBad.Server),
        first_bad_session = Guard(incident.Onset.FirstBad.SessionId),
        last_bad = Time(incident.Recovery.LastBad),
        first_good = Time(incident.Recovery.FirstGood),
        servers = Guard(string.Join(';', incident.Scope.Servers)),
        connectors = Guard(string.Join(';', incident.Scope.Connectors)),
        certificates = Guard(string.Join(';', incident.Scope.Certificates)),
        failed = incident.Counts.FailedDuring,
        trials = incident.Counts.SessionsDuring,
        recipients_refused = incident.Counts.RecipientsRefused,
    };

    private static string? Guard(string? text) => text is null ? null : SpreadsheetText.Guard(Say.Safe(text));

    private static string? Time(TrialPoint? point) => point is null ? null : Say.Iso(point.Time);
}
