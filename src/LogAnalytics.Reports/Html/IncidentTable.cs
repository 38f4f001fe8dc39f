using LogAnalytics.Reports.Findings;
using LogAnalytics.Reports.Text;

namespace LogAnalytics.Reports.Html;

/// <summary>All incidents, a line each.</summary>
internal static class IncidentTable
{
    public static string Totals(FindingsDocument findings)
    {
        int major = findings.Incidents.Count(incident => incident.Severity == "major");
        return $"{Say.Count(major)} major, {Say.Count(findings.Incidents.Count - major)} minor";
    }

    public static void Write(HtmlWriter html, FindingsDocument findings)
    {
        html.Element("h2", $"All incidents: {Totals(findings)}", ("id", Anchors.AllIncidents));
        HtmlTable.Write(
            html, "Incidents, major ones first", "sortable", ["Incident", "Severity", "Novelty", "State", "Last good", "First bad", "Where", "Most likely cause", "#Failed"], findings.Incidents,
            incident =>
            {
                using (html.In("th", ("scope", "row")))
                {
                    if (IncidentSection.IsShown(findings, incident))
                        html.Element("a", incident.Id, ("href", "#" + Anchors.Incident(incident)));
                    else
                        html.Text(incident.Id);
                }

                html.Cell(incident.Severity, "words");
                html.Cell(Say.Novelty(incident), "words");
                html.Cell(incident.Status == "recovered" ? "recovered" : "still failing", "words");
                html.Instant(incident.Onset.LastGood?.Time);
                html.Instant(incident.Onset.FirstBad.Time);
                html.Cell(Say.List(incident.Scope.Servers));
                html.Cell($"{Say.Words(incident.Causes[0].Id)} ({Say.Words(incident.Causes[0].Confidence)})", "words");
                html.Number($"{Say.Count(incident.Counts.FailedDuring)} of {Say.Count(incident.Counts.SessionsDuring)}", incident.Counts.FailedDuring);
            });
    }
}
