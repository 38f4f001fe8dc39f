using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;
using LogAnalytics.Reports.Findings;

namespace LogAnalytics.Reports.Text;

/// <summary>incidents.csv: one row per incident, always guarded against formulas.</summary>
public static class IncidentsCsv
{
    private static readonly (string Name, Func<Incident, string?> Value)[] _columns =
    [
        ("id", incident => incident.Id),
        ("severity", incident => incident.Severity),
        ("state", incident => incident.State),
        ("status", incident => incident.Status),
        ("novelty", incident => incident.Novelty),
        ("family", incident => incident.Family),
        ("cause", incident => incident.Causes[0].Id),
        ("confidence", incident => Say.Words(incident.Causes[0].Confidence)),
        ("last_good", incident => Time(incident.Onset.LastGood)),
        ("last_good_server", incident => incident.Onset.LastGood?.Server),
        ("last_good_session", incident => incident.Onset.LastGood?.SessionId),
        ("first_bad", incident => Time(incident.Onset.FirstBad)),
        ("first_bad_server", incident => incident.Onset.FirstBad.Server),
        ("first_bad_session", incident => incident.Onset.FirstBad.SessionId),
        ("last_bad", incident => Time(incident.Recovery.LastBad)),
        ("first_good", incident => Time(incident.Recovery.FirstGood)),
        ("servers", incident => string.Join(';', incident.Scope.Servers)),
        ("connectors", incident => string.Join(';', incident.Scope.Connectors)),
        ("certificates", incident => string.Join(';', incident.Scope.Certificates)),
        ("failed", incident => Number(incident.Counts.FailedDuring)),
        ("trials", incident => Number(incident.Counts.SessionsDuring)),
        ("recipients_refused", incident => Number(incident.Counts.RecipientsRefused)),
    ];

    /// <summary>The header stands there without incidents too: an empty file would not tell nothing from a failure.</summary>
    public static string Write(FindingsDocument findings)
    {
        using StringWriter writer = new(CultureInfo.InvariantCulture);
        CsvConfiguration configuration = new(CultureInfo.InvariantCulture) { NewLine = "\n", InjectionOptions = InjectionOptions.Escape };
        using (CsvWriter csv = new(writer, configuration))
        {
            foreach ((string name, _) in _columns)
                csv.WriteField(name);
            csv.NextRecord();
            foreach (Incident incident in findings.Incidents)
            {
                foreach ((_, Func<Incident, string?> value) in _columns)
                    csv.WriteField(value(incident) is { } text ? SpreadsheetText.Guard(Say.Safe(text)) : null);
                csv.NextRecord();
            }
        }

        return writer.ToString();
    }

    private static string? Time(TrialPoint? point) => point is null ? null : Say.Iso(point.Time);

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
}
