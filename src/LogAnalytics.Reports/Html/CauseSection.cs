using LogAnalytics.Diagnosis;
using LogAnalytics.Reports.Text;
using Incident = LogAnalytics.Reports.Findings.Incident;

namespace LogAnalytics.Reports.Html;

/// <summary>The competing causes with what speaks for and against each, and what would decide.</summary>
internal static class CauseSection
{
    public static void Write(HtmlWriter html, Incident incident)
    {
        html.Element("h3", "Why");
        using var list = html.In("ol", ("class", "causes"));
        foreach (Cause cause in incident.Causes)
        {
            using var item = html.In("li", ("class", Say.Words(cause.Confidence)));
            using (html.In("p"))
            {
                html.Element("strong", Say.Words(cause.Id)).Text(" ").Element("span", Say.Words(cause.Confidence), ("class", "chip"));
            }

            using var evidence = html.In("dl", ("class", "evidence"));
            Items("For", cause.For, "nothing");
            Items("Against", cause.Against, "nothing found");
            Items("Missing", cause.Missing, "nothing");
        }

        void Items(string label, IReadOnlyList<string> sentences, string none)
        {
            html.Element("dt", label);
            if (sentences.Count == 0)
                html.Element("dd", none, ("class", "muted"));
            foreach (string sentence in sentences)
            {
                using var value = html.In("dd");
                html.Text(sentence, 1_000);
            }
        }
    }
}
