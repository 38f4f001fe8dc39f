using LogAnalytics.Diagnosis;
using Incident = LogAnalytics.Reports.Findings.Incident;

namespace LogAnalytics.Reports.Html;

/// <summary>Every remedy: the read-only check, the command where its preconditions hold, undo and proof.</summary>
internal static class RemedySection
{
    public static void Write(HtmlWriter html, Incident incident)
    {
        html.Element("h3", "What to do", ("id", incident.Id + "-remedies"));
        if (incident.Remediation.Count == 0)
            html.Element("p", "No remedy is known for what was found.");
        foreach (Remedy remedy in incident.Remediation)
        {
            using var article = html.In("article", ("class", "remedy"));
            html.Element("h4", remedy.Title);
            html.Element("p", "Check first; this changes nothing:");
            Command.Write(html, remedy.Shell, remedy.Check);
            if (remedy.Command is { } command)
            {
                html.Element("p", "Then:");
                Command.Write(html, remedy.Shell, command);
            }

            using var facts = html.In("dl", ("class", "evidence"));
            Fact("Holds only if", remedy.Precondition);
            Fact("Touches", remedy.BlastRadius);
            Fact("Undo", remedy.Undo);
            Fact("Proof", remedy.Proof);
            html.Element("dt", "See");
            using var see = html.In("dd");
            html.Element("a", remedy.Reference, ("href", remedy.Reference), ("rel", "noreferrer"));
        }

        void Fact(string label, string text)
        {
            html.Element("dt", label);
            using var value = html.In("dd");
            html.Text(text, 1_000);
        }
    }
}
