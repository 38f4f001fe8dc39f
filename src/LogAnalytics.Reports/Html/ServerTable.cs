using LogAnalytics.Diagnosis;
using LogAnalytics.Reports.Findings;
using LogAnalytics.Reports.Text;
using Incident = LogAnalytics.Reports.Findings.Incident;

namespace LogAnalytics.Reports.Html;

/// <summary>The table that an engineer looks for first, and which server is healthy.</summary>
internal static class ServerTable
{
    private const int MostRows = 40;

    /// <summary>What stands below the table is to be seen too; the other rows are folded.</summary>
    private const int MostOpen = 12;

    public static void Write(HtmlWriter html, Incident incident)
    {
        IReadOnlyList<ServerStanding> rows = ServerOrder.Of(incident);
        WriteRows(html, incident, "Where each server stands", rows.Take(MostOpen));
        if (rows.Count <= MostOpen)
            return;
        ServerStanding[] others = [.. rows.Skip(MostOpen).Take(MostRows - MostOpen)];
        using var fold = html.In("details");
        html.Element("summary", $"{Say.Count(others.Length)} more rows");
        WriteRows(html, incident, "Where the others stand", others);
        html.Beyond(rows.Count - MostRows, "findings.json has all.");
    }

    private static void WriteRows(HtmlWriter html, Incident incident, string caption, IEnumerable<ServerStanding> rows) =>
        HtmlTable.Write(
            html, caption, "stand", ["Server", "Connector", "Certificate names", "Valid until", "Last good", "First bad", "#Failed during"], rows,
            standing =>
            {
                CertificateFacts? certificate = incident.Certificates.FirstOrDefault(facts => facts.Thumbprint == standing.Certificate);
                html.Head(standing.Server);
                html.Cell(standing.Connector, "text");
                using (html.In("td", ("class", "text")))
                {
                    html.Text(Names(standing, certificate));
                    if (standing.Certificate is { } thumbprint)
                        html.Text(" ").Element("span", Short(thumbprint), ("class", "code muted"));
                }

                html.Cell(ValidUntil(standing, certificate), "time");
                html.Instant(standing.LastGood);
                html.Instant(standing.FirstBad);
                long trials = standing.FailedDuring + standing.PassedDuring;
                html.Number(trials == 0 ? "no mail" : $"{Say.Count(standing.FailedDuring)} of {Say.Count(trials)} ({Say.Rate((double)standing.FailedDuring / trials)})");
            },
            standing => standing.FailedDuring > 0 ? "bad" : null);

    public static void WriteHealthy(HtmlWriter html, Incident incident)
    {
        (string Server, long Passed, long Failed)[] servers =
            [.. incident.Servers.GroupBy(standing => standing.Server).Select(group => (group.Key, group.Sum(standing => standing.PassedDuring), group.Sum(standing => standing.FailedDuring)))];
        string[] healthy = [.. servers.Where(server => server.Failed == 0 && server.Passed > 0).Select(server => $"{server.Server} ({Say.Count(server.Passed)} passed)")];
        using var text = html.In("p", ("class", "healthy"));
        html.Element("strong", healthy.Length > 0 ? "Healthy meanwhile: " : "No server is known to be healthy: ");
        html.Text(healthy.Length > 0
            ? $"{Say.List(healthy)}; no message failed there during the incident."
            : "every server with mail during the incident had failures.");
    }

    private static string Names(ServerStanding standing, CertificateFacts? certificate)
    {
        if (standing.Certificate is null)
            return "none sent";
        return certificate?.Names is { Count: > 0 } names ? Say.List(names, 6) : $"{certificate?.Subject ?? "subject not logged"}; alternate names not logged";
    }

    private static string ValidUntil(ServerStanding standing, CertificateFacts? certificate) => standing.Certificate is null
        ? "–"
        : certificate?.NotAfter is { } end ? Say.Time(end) : certificate?.NotAfterWithoutZone is { } local ? local.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture) : "not logged";

    public static string Short(string thumbprint) => thumbprint.Length > 8 ? thumbprint[..8] + "…" : thumbprint;
}
