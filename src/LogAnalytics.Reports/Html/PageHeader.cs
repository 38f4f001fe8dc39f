using LogAnalytics.Reports.Findings;
using LogAnalytics.Reports.Text;

namespace LogAnalytics.Reports.Html;

/// <summary>How old the report is and what it covers: a stale report misleads.</summary>
internal static class PageHeader
{
    public static void Write(HtmlWriter html, FindingsDocument findings)
    {
        using var header = html.In("header", ("class", "page"));
        html.Element("p", "Attribution errors in SMTP Send logs", ("class", "kicker"));
        using (html.In("dl", ("class", "facts")))
        {
            using (html.In("div"))
            {
                html.Element("dt", "Generated");
                using var value = html.In("dd");
                html.Time(findings.GeneratedAt);
            }

            using (html.In("div"))
            {
                html.Element("dt", "Logs");
                using var value = html.In("dd");
                html.Text($"{Say.Count(findings.Coverage.Count)} server logs, ").Time(findings.From).Text(" to ").Time(findings.To);
            }

            using (html.In("div"))
            {
                html.Element("dt", "Coverage");
                using var value = html.In("dd");
                html.Text(CoverageSummary.Percent(CoverageSummary.Share(findings.Coverage)) + " of their time, ");
                html.Element("a", "gaps and silence", ("href", "#coverage"));
            }
        }
    }
}
