using LogAnalytics.Queries;
using LogAnalytics.Reports.Findings;

namespace LogAnalytics.Cli.Analysis;

/// <summary>What each server changed, and when: certificates, public addresses, TLS, connectors.</summary>
public static class RotationReader
{
    /// <summary>Works the lineage out once; the evidence of each incident asks it again.</summary>
    public static IReadOnlyList<Rotation> Read(LakeDatabase database)
    {
        database.Execute("tables/lineage");
        return database.Query("tables/rotations", row => new Rotation(
            row.Text("server")!, row.Text("service")!, row.Text("connector_id"), row.Text("attribute")!, row.Text("value"),
            row.Time("first_seen")!.Value, row.Time("last_seen")!.Value, row.Number("sessions"), row.Text("from_value"),
            row.Time("from_last_seen")!.Value, row.Flag("is_return")));
    }
}
