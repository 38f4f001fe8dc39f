using LogAnalytics.Reports.Details;
using LogAnalytics.Reports.Findings;
using LogAnalytics.Reports.Text;

namespace LogAnalytics.Reports.Html;

/// <summary>What stands below.</summary>
internal static class Contents
{
    public static void Write(HtmlWriter html, FindingsDocument findings, ReportDetails details)
    {
        using var nav = html.In("nav", ("class", "contents"), ("aria-label", "Contents"));
        using var list = html.In("ul");
        foreach (Incident incident in findings.Incidents.Take(1))
            Item(html, Anchors.Incident(incident), findings.Incidents.Count == 1 ? "The incident in detail" : $"{Say.Count(findings.Incidents.Count)} incidents in detail");
        Item(html, "observations", $"Also seen ({Say.Count(findings.Observations.Count)})");
        Item(html, "endpoints", $"Certificates by remote endpoint ({Say.Count(details.Endpoints.Total)})");
        Item(html, "lineage", "What each server used");
        Item(html, "coverage", "Coverage");
        Item(html, "refusals", $"Other refusals ({Say.Count(details.OtherRefusals.Total)})");
        Item(html, "checks", $"Checks that ran ({Say.Count(findings.Checks.Count)})");
        if (findings.Exports.Count > 0)
            Item(html, "exports", $"Exports ({Say.Count(findings.Exports.Count)})");
    }

    private static void Item(HtmlWriter html, string anchor, string text)
    {
        using var item = html.In("li");
        html.Element("a", text, ("href", "#" + anchor));
    }
}
