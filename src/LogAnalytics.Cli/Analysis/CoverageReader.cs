using LogAnalytics.Queries;
using LogAnalytics.Reports.Findings;

namespace LogAnalytics.Cli.Analysis;

/// <summary>What the lake holds of each server and service, and the hours in which it holds nothing.</summary>
public static class CoverageReader
{
    public static IReadOnlyList<CoverageSpan> Read(LakeDatabase database)
    {
        var gaps = database.Query("tables/quiet_hours", row => (
            Server: row.Text("server")!,
            Service: row.Text("service")!,
            Gap: new CoverageGap(row.Time("first_hour")!.Value, row.Time("first_hour")!.Value.AddHours(row.Number("hours")), "quiet")));
        return database.Query("tables/coverage", row =>
        {
            string server = row.Text("server")!;
            string service = row.Text("service")!;
            return new CoverageSpan(
                server, service, row.Time("first")!.Value, row.Time("last")!.Value, row.Number("sessions"),
                [.. gaps.Where(gap => gap.Server == server && gap.Service == service).Select(gap => gap.Gap)]);
        });
    }
}
