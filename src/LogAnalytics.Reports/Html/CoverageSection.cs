using LogAnalytics.Reports.Details;
using LogAnalytics.Reports.Findings;
using LogAnalytics.Reports.Html.Charts;
using LogAnalytics.Reports.Text;

namespace LogAnalytics.Reports.Html;

/// <summary>What the logs cover: a result is worth no more.</summary>
internal static class CoverageSection
{
    private const int MostGaps = 5;
    private const int MostLogs = 200;

    public static void Write(HtmlWriter html, FindingsDocument findings, HeatMap? heat)
    {
        using var section = html.In("section", ("id", "coverage"));
        html.Element("h2", "Coverage");
        if (findings.Coverage.Count == 0)
        {
            html.Element("p", "No log was looked at.");
            return;
        }

        string text = CoverageSummary.Text(findings.Coverage);
        using (html.In("p"))
            html.Text(char.ToUpperInvariant(text[0]) + text[1..] + ".", 2_000);
        if (heat is not null)
            HeatMapChart.Write(html, heat, findings.Coverage);
        HtmlTable.Write(
            html, "Logs that were looked at", "sortable", ["Server", "Service", "First row", "Last row", "#Sessions", "#Coverage", "Silence judged by", "Gaps"], findings.Coverage.Take(MostLogs),
            span =>
            {
                html.Head(span.Server);
                html.Cell(span.Service);
                html.Instant(span.First);
                html.Instant(span.Last);
                html.Number(Say.Count(span.Sessions), span.Sessions);
                html.Number(CoverageSummary.Percent(span.Share), span.Share);
                html.Cell(MarkdownReport.Rhythm(span));
                using var cell = html.In("td");
                html.Text(span.Gaps.Count == 0 ? "none known" : string.Join("; ", span.Gaps.Take(MostGaps).Select(gap => $"{Say.Gap(gap)}: {gap.Evidence}")), 1_000);
                if (span.Gaps.Count > MostGaps)
                    html.Text($" and {Say.Count(span.Gaps.Count - MostGaps)} more");
            });
        html.Beyond(findings.Coverage.Count - MostLogs, "SELECT * FROM coverage_gaps and findings.json have all.");
    }
}
