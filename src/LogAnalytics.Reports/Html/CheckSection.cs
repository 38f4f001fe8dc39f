using LogAnalytics.Reports.Findings;
using LogAnalytics.Reports.Text;

namespace LogAnalytics.Reports.Html;

/// <summary>Every check that ran, with zero hits too.</summary>
internal static class CheckSection
{
    public static void Write(HtmlWriter html, FindingsDocument findings)
    {
        using var section = html.In("section", ("id", "checks"));
        html.Element("h2", "Checks that ran");
        HtmlTable.Write(
            html, "Every check, those without hits too", "sortable", ["Check", "#Looked at", "#Hits", "#Coverage", "In words"], findings.Checks,
            check =>
            {
                html.Head(Say.Words(check.Id));
                html.Number(Say.Count(check.Sessions), check.Sessions);
                html.Number(Say.Count(check.Hits), check.Hits);
                html.Number(CoverageSummary.Percent(check.Coverage), check.Coverage ?? -1);
                using var cell = html.In("td");
                html.Text(check.Text, 1_000);
            });
    }
}
