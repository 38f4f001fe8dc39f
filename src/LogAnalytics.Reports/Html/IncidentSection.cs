using LogAnalytics.Diagnosis;
using LogAnalytics.Reports.Details;
using LogAnalytics.Reports.Findings;
using LogAnalytics.Reports.Html.Charts;
using LogAnalytics.Reports.Text;
using Incident = LogAnalytics.Reports.Findings.Incident;

namespace LogAnalytics.Reports.Html;

/// <summary>One incident with all that it rests on.</summary>
internal static class IncidentSection
{
    /// <summary>A page with more would no longer open at once; the table of incidents and findings.json have all.</summary>
    private const int MostShown = 25;

    private const int MostOpen = 3;

    public static bool IsShown(FindingsDocument findings, Incident incident) => findings.Incidents.Take(MostShown).Contains(incident);

    /// <summary>Is there a table of rows to link to.</summary>
    public static bool HasRows(IncidentDetails details) => details.Cited.Count > 0;

    public static void Write(HtmlWriter html, Incident incident, IncidentDetails details, FindingsDocument findings)
    {
        if (!IsShown(findings, incident))
            return;
        using var section = html.In("section", ("id", Anchors.Incident(incident)), ("class", "incident"), ("aria-labelledby", incident.Id + "-title"));
        using (html.In("h2", ("id", incident.Id + "-title")))
        {
            html.Text(incident.Id + ": ");
            Headline.Write(html, incident);
        }

        html.Element("p", $"{incident.Severity}, {Say.Novelty(incident)}, {Say.Status(incident)}", ("class", "muted"));
        bool isFolded = findings.Incidents.ToList().IndexOf(incident) >= MostOpen;
        if (!isFolded)
        {
            WriteBody(html, incident, details, findings);
            return;
        }

        using var fold = html.In("details");
        html.Element("summary", "Timeline, causes, remedies, affected mail, sessions, rows");
        WriteBody(html, incident, details, findings);
    }

    private static void WriteBody(HtmlWriter html, Incident incident, IncidentDetails details, FindingsDocument findings)
    {
        if (details.Timeline is { } timeline)
        {
            html.Element("h3", "Over time");
            TimelineChart.Write(html, incident, timeline, details.Certificates, findings.Coverage);
        }

        WriteRates(html, incident);
        WriteChanges(html, incident);
        CauseSection.Write(html, incident);
        RemedySection.Write(html, incident);
        AffectedSection.Write(html, incident, details);
        ComparisonSection.Write(html, details.Comparison);
        Bracket.WriteRows(html, incident, details);
    }

    private static void WriteRates(HtmlWriter html, Incident incident)
    {
        IncidentCounts counts = incident.Counts;
        (string Label, long Failed, long Trials, double Rate, IReadOnlyList<double> Interval)[] rows =
        [
            ("before", counts.FailedBefore, counts.SessionsBefore, counts.RateBefore, counts.RateBeforeCi),
            ("during", counts.FailedDuring, counts.SessionsDuring, counts.RateDuring, counts.RateDuringCi),
        ];
        html.Element("h3", "Before and during");
        HtmlTable.Write(
            html, "Messages to the service that failed, retries collapsed", null, ["Period", "#Messages", "#Failed", "#Failure rate", "#95 % interval (Wilson)", "0 % to 100 %"], rows,
            row =>
            {
                html.Head(row.Label);
                html.Number(Say.Count(row.Trials));
                html.Number(Say.Count(row.Failed));
                html.Number(row.Trials == 0 ? "–" : Say.Rate(row.Rate));
                html.Number(row.Trials == 0 ? "–" : $"{Say.Rate(row.Interval[0])} to {Say.Rate(row.Interval[1])}");
                using var cell = html.In("td");
                if (row.Trials > 0)
                    IntervalBar.Write(html, row.Rate, row.Interval[0], row.Interval[1]);
            });
        foreach (CompanionRate companion in incident.Companions)
            html.Element("p", $"Beside it, {companion.Text}.");
    }

    private static void WriteChanges(HtmlWriter html, Incident incident)
    {
        if (incident.Onset.FirstUses.Count + incident.Changes.Count > 0)
            html.Element("h3", "What changed");
        if (incident.Onset.FirstUses.Count > 0)
        {
            using var list = html.In("ul");
            foreach (FirstUse use in incident.Onset.FirstUses)
                html.Element("li", $"First failure on {use.Server} {use.Text}");
        }

        if (incident.Changes.Count == 0)
            return;
        HtmlTable.Write(
            html, "Changes within a day of the first failure, as the exports tell them", null, ["Time (UTC)", "First failure", "What", "By", "Export"], incident.Changes,
            change =>
            {
                html.Instant(change.Time);
                html.Cell(change.Distance);
                html.Cell(change.Text);
                html.Cell(change.By);
                html.Cell(change.Source);
            });
    }
}
