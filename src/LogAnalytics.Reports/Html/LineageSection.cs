using LogAnalytics.Reports.Details;
using LogAnalytics.Reports.Text;

namespace LogAnalytics.Reports.Html;

/// <summary>What each server used from when to when.</summary>
internal static class LineageSection
{
    public static void Write(HtmlWriter html, Capped<ValueRun> runs)
    {
        using var section = html.In("section", ("id", "lineage"));
        html.Element("h2", "What each server used");
        if (runs.Rows.Count == 0)
        {
            html.Element("p", "No session in these logs.");
            return;
        }

        HtmlTable.Write(
            html, "Certificates, public addresses, TLS and connectors, from when to when; those with failures first", "sortable filterable wide",
            ["Server", "Service", "Connector", "What", "Value", "First used", "Last used", "#Sessions", "#Attributed", "#Failed"], runs.Rows,
            run =>
            {
                html.Head(run.Server);
                html.Cell(run.Service);
                html.Cell(run.Connector, "text");
                html.Cell(Say.Words(run.Attribute));
                html.Cell(run.Value ?? "none", "code text");
                html.Instant(run.FirstSeen);
                html.Instant(run.LastSeen);
                html.Number(Say.Count(run.Sessions), run.Sessions);
                html.Number(Say.Count(run.Attributed), run.Attributed);
                html.Number(Say.Count(run.AttributionFailed), run.AttributionFailed);
            },
            run => run.AttributionFailed > 0 ? "bad" : null);
        html.Beyond(runs.Beyond, "SELECT * FROM lineage lists them, remote networks too.");
    }
}
