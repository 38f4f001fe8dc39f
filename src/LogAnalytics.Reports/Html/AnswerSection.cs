using LogAnalytics.Diagnosis;
using LogAnalytics.Reports.Details;
using LogAnalytics.Reports.Findings;
using LogAnalytics.Reports.Text;
using Incident = LogAnalytics.Reports.Findings.Incident;

namespace LogAnalytics.Reports.Html;

/// <summary>The first screen: what began between which instants, where and why, whether it goes on, and what to type.</summary>
internal static class AnswerSection
{
    private const int MostChecks = 2;

    public static void Write(HtmlWriter html, FindingsDocument findings, ReportDetails details)
    {
        using var section = html.In("section", ("id", "answer"), ("class", "answer"), ("aria-labelledby", "answer-title"), ("tabindex", "-1"));
        if (findings.Incidents.Count == 0)
        {
            WriteNothingFound(html, findings);
            return;
        }

        WriteIncident(html, findings, findings.Incidents[0], details.Of(findings.Incidents[0].Id));
        if (findings.Incidents.Count > 1)
            IncidentTable.Write(html, findings);
    }

    private static void WriteNothingFound(HtmlWriter html, FindingsDocument findings)
    {
        html.Element("h1", "No attribution incident found", ("id", "answer-title"));
        using (html.In("p", ("class", "lead")))
            html.Text(MarkdownReport.NothingFound(findings), 2_000);
        if (findings.Observations.Count > 0)
        {
            html.Element("p", "That is no clean bill of health by itself. What these logs show beside it, or cannot show:");
            ObservationSection.WriteList(html, findings.Observations.Take(5));
        }

        using var hint = html.In("p");
        html.Element("a", "Every check that ran", ("href", "#checks")).Text(" and ").Element("a", "what the logs cover", ("href", "#coverage")).Text(" stand below.");
    }

    private static void WriteIncident(HtmlWriter html, FindingsDocument findings, Incident incident, IncidentDetails details)
    {
        using (html.In("div", ("class", "columns")))
        {
            using (html.In("div"))
            {
                WriteOthers(html, findings);
                WriteChips(html, incident);
                using (html.In("h1", ("id", "answer-title")))
                    Headline.Write(html, incident);
                WriteWhy(html, incident);
                WriteHowMuch(html, incident);
                Bracket.WriteNotes(html, incident);
                Bracket.WriteBounds(html, incident, details);
            }

            WriteCommands(html, incident);
        }

        ServerTable.Write(html, incident);
        ServerTable.WriteHealthy(html, incident);
    }

    // Who reads the first screen alone takes its incident for the only one otherwise.
    private static void WriteOthers(HtmlWriter html, FindingsDocument findings)
    {
        if (findings.Incidents.Count == 1)
            return;
        using var text = html.In("p", ("class", "others"));
        html.Text("The first of ").Element("a", $"{Say.Count(findings.Incidents.Count)} incidents ({IncidentTable.Totals(findings)})", ("href", "#" + Anchors.AllIncidents)).Text(":");
    }

    private static void WriteWhy(HtmlWriter html, Incident incident)
    {
        Cause best = incident.Causes[0];
        using var text = html.In("p", ("class", "lead"));
        html.Text($"On {Say.List(incident.Scope.Servers)}, connector {Say.List(incident.Scope.Connectors, 2)}. ");
        html.Element("strong", $"Most likely cause: {Say.Words(best.Id)} ({Say.Words(best.Confidence)}).");
        if (best.For.Count > 0)
            html.Text(" " + best.For[0]);
    }

    private static void WriteHowMuch(HtmlWriter html, Incident incident)
    {
        string status = Say.Status(incident);
        using var text = html.In("p");
        html.Text($"{Say.Count(incident.Counts.FailedDuring)} of {Say.Count(incident.Counts.SessionsDuring)} messages failed ({Say.Rate(incident.Counts.RateDuring)}; before: {Say.Rate(incident.Counts.RateBefore)}), ");
        html.Text($"{Say.Count(incident.Counts.RecipientsRefused)} recipients of {Say.Count(incident.Counts.Senders)} senders: {Say.Fate(incident.ReplyCode)}. ");
        html.Text(char.ToUpperInvariant(status[0]) + status[1..] + ".");
    }

    private static void WriteChips(HtmlWriter html, Incident incident)
    {
        using var chips = html.In("p", ("class", "chips"));
        html.Element("span", incident.Status == "recovered" ? "Recovered" : "Still failing", ("class", incident.Status == "recovered" ? "chip good" : "chip bad"));
        html.Element("span", incident.ReplyCode is >= 400 and < 500 ? "Mail queued" : incident.ReplyCode >= 500 ? "Mail bounced" : "Mail refused", ("class", "chip"));
        html.Element("span", incident.Severity == "major" ? "Major: beyond chance" : "Minor: may be chance", ("class", "chip"));
        html.Element("span", incident.Novelty == "new" ? "New" : "Known from the last run", ("class", "chip"));
        html.Element("span", incident.Id, ("class", "chip id"));
    }

    private static void WriteCommands(HtmlWriter html, Incident incident)
    {
        if (incident.Remediation.Count == 0)
            return;
        using var box = html.In("div", ("class", "do"));
        html.Element("h2", "Check first; this changes nothing");
        foreach (Remedy remedy in incident.Remediation.DistinctBy(remedy => remedy.Check).Take(MostChecks))
            Command.Write(html, remedy.Shell, remedy.Check);
        Remedy first = incident.Remediation[0];
        html.Element("h2", "Then");
        using (html.In("p"))
        {
            html.Element("strong", first.Title).Text($". Holds only if: {first.Precondition}", 1_000);
        }

        Remedy? withCommand = incident.Remediation.FirstOrDefault(remedy => remedy.Command is not null);
        if (withCommand is not null)
        {
            if (withCommand != first)
                html.Element("p", $"Or: {withCommand.Title}. Holds only if: {withCommand.Precondition}");
            Command.Write(html, withCommand.Shell, withCommand.Command!);
        }

        using var more = html.In("p");
        html.Element("a", "All remedies, what each touches, how to undo it and what proves it", ("href", $"#{incident.Id}-remedies"));
    }
}
