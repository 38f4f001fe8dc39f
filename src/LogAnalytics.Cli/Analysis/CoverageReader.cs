using LogAnalytics.Queries;
using LogAnalytics.Reports.Findings;

namespace LogAnalytics.Cli.Analysis;

/// <summary>What the lake holds of each server and service, and where it should hold more.</summary>
public static class CoverageReader
{
    public static IReadOnlyList<CoverageSpan> Read(LakeDatabase database)
    {
        // Over counts that are kept the views are made in no time, and over sessions they take a second where files are many.
        database.Execute("tables/log_hours");
        database.Execute(SqlCatalog.Coverage);
        database.Execute("tables/hours");
        var gaps = database.Query("tables/gaps", row => (
            Log: (row.Text("server")!, row.Text("service")!),
            Gap: new CoverageGap(row.Time("gap_from")!.Value, row.Time("gap_to")!.Value, row.Text("kind")!, row.Text("evidence")!)))
            .ToLookup(entry => entry.Log, entry => entry.Gap);
        return database.Query("tables/coverage", row =>
        {
            (string Server, string Service) log = (row.Text("server")!, row.Text("service")!);
            return new CoverageSpan(
                log.Server, log.Service, row.Time("first")!.Value, row.Time("last")!.Value, row.Number("sessions"), row.Text("rhythm")!, [.. gaps[log]]);
        });
    }
}
