using LogAnalytics.Reports.Findings;
using LogAnalytics.Reports.Novelty;
using LogAnalytics.Reports.Text;

namespace LogAnalytics.Cli.Analysis;

/// <summary>Incidents that the analysis before has found and this one has not: said once, so that none goes without a word.</summary>
public static class LostIncidents
{
    public const string Kind = "incident_not_found_again";

    public static Observation Observe(KnownIncident lost) => new(
        Kind,
        $"{lost.Id} on {Say.List(lost.Servers)} ({lost.Severity}, {(lost.Status == "recovered" ? "recovered" : "still failing")}, failures from {Say.Time(lost.FirstBad)} to {Say.Time(lost.LastBad)}) "
            + "was found by the last analysis and is not now: its rows were pruned, lie outside --from and --to, or later rows have changed the picture.",
        new Dictionary<string, object?>
        {
            ["incident"] = lost.Id,
            ["family"] = lost.Family,
            ["severity"] = lost.Severity,
            ["status"] = lost.Status,
            ["servers"] = lost.Servers,
            ["connectors"] = lost.Connectors,
            ["first_bad"] = Say.Iso(lost.FirstBad),
            ["last_bad"] = Say.Iso(lost.LastBad),
        });
}
