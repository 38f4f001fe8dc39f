using LogAnalytics.Reports.Details;
using LogAnalytics.Reports.Text;

namespace LogAnalytics.Reports.Html;

/// <summary>Which certificate went to which remote endpoint, and how it fared.</summary>
internal static class EndpointSection
{
    public static void Write(HtmlWriter html, Capped<EndpointUse> endpoints)
    {
        using var section = html.In("section", ("id", "endpoints"));
        html.Element("h2", "Certificates by remote endpoint");
        if (endpoints.Rows.Count == 0)
        {
            html.Element("p", "No session in these logs.");
            return;
        }

        HtmlTable.Write(
            html, "Sessions of each certificate with each remote endpoint, those with failures first", "sortable filterable wide",
            ["Certificate sent", "Remote endpoint", "Remote host", "Servers", "Connectors", "#Sessions", "#Attributed", "#Failed", "#Failure rate", "First seen", "Last seen", "First failure", "Last failure"],
            endpoints.Rows,
            use =>
            {
                using (html.In("td", ("class", "text")))
                {
                    html.Text(use.Subject ?? (use.Certificate is null ? "none sent" : "subject not logged"));
                    if (use.Certificate is { } thumbprint)
                        html.Text(" ").Element("span", ServerTable.Short(thumbprint), ("class", "code muted"));
                }

                html.Cell(use.RemoteEndpoint, "code");
                html.Cell(use.RemoteHost, "text");
                html.Cell(Say.List(use.Servers));
                html.Cell(Say.List(use.Connectors), "text");
                html.Number(Say.Count(use.Sessions), use.Sessions);
                html.Number(Say.Count(use.Attributed), use.Attributed);
                html.Number(Say.Count(use.AttributionFailed), use.AttributionFailed);
                html.Number(use.FailureRate is { } rate ? Say.Rate(rate) : "–", use.FailureRate ?? -1);
                html.Instant(use.FirstSeen);
                html.Instant(use.LastSeen);
                html.Instant(use.FirstFailure);
                html.Instant(use.LastFailure);
            },
            use => use.AttributionFailed > 0 ? "bad" : null);
        html.Beyond(endpoints.Beyond, "SELECT * FROM certificate_endpoints lists them.");
    }
}
