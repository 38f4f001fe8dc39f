using LogAnalytics.Reports.Details;
using LogAnalytics.Reports.Findings;
using LogAnalytics.Reports.Html.Charts;

namespace LogAnalytics.Reports.Html;

/// <summary>
/// report.html: one file that asks for nothing, the answer on its first screen and what it rests on below. All text of logs is hostile;
/// <see cref="HtmlWriter"/> alone writes it.
/// </summary>
public static class HtmlReport
{
    public static void Write(TextWriter output, FindingsDocument findings, ReportDetails details)
    {
        HtmlWriter html = new(output);
        html.Doctype();
        using (html.In("html", ("lang", "en")))
        {
            WriteHead(html);
            using (html.In("body"))
            {
                html.Element("a", "Skip to the answer", ("class", "skip"), ("href", "#answer"));
                Patterns.Write(html);
                PageHeader.Write(html, findings);
                using (html.In("main", ("id", "main"), ("tabindex", "-1")))
                {
                    AnswerSection.Write(html, findings, details);
                    Contents.Write(html, findings, details);
                    foreach (Incident incident in findings.Incidents)
                        IncidentSection.Write(html, incident, details.Of(incident.Id), findings);
                    ObservationSection.Write(html, findings);
                    EndpointSection.Write(html, details.Endpoints);
                    LineageSection.Write(html, details.Lineage);
                    CoverageSection.Write(html, findings, details.Heat);
                    RefusalSection.Write(html, details.OtherRefusals);
                    CheckSection.Write(html, findings);
                    ExportSection.Write(html, findings);
                }

                html.Asset("script", Asset.Script.Text);
            }
        }
    }

    private static void WriteHead(HtmlWriter html)
    {
        using var head = html.In("head");
        html.Void("meta", ("charset", "utf-8"));
        html.Void("meta", ("http-equiv", "Content-Security-Policy"), ("content",
            $"default-src 'none'; style-src {Asset.Style.Hash}; script-src {Asset.Script.Hash}; base-uri 'none'; form-action 'none'"));
        html.Void("meta", ("name", "viewport"), ("content", "width=device-width, initial-scale=1"));
        html.Void("meta", ("name", "color-scheme"), ("content", "light dark"));
        html.Void("meta", ("name", "referrer"), ("content", "no-referrer"));
        html.Element("title", "Attribution errors in SMTP Send logs");
        html.Asset("style", Asset.Style.Text);
    }
}
