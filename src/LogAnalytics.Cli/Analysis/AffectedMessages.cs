using LogAnalytics.Queries;
using LogAnalytics.Reports.Findings;

namespace LogAnalytics.Cli.Analysis;

/// <summary>What became of the mail that the incidents refused: the SQL of <c>Sql/affected</c>, each part of it only where it can lie.</summary>
public static class AffectedMessages
{
    /// <summary>Fills the tables behind the views <c>incidents</c> and <c>affected_messages</c>, after every refusal was kept.</summary>
    public static void Find(LakeDatabase database, FindingsDocument findings)
    {
        // Most nights nothing was refused, and nobody has to look through the lake for it.
        if (findings.Incidents.Count > 0)
        {
            LakePieces.At(database, "affected/later_units", () => database.Execute("affected/accepted"));
            LakePieces.At(database, "affected/accepted_units", () => database.Execute("affected/deliveries"));
        }

        LakePieces.At(database, "affected/refusal_units", () =>
            database.Execute("staging/analysis_found", new Dictionary<string, object?> { ["findings"] = FindingsJson.Write(findings) }));
    }
}
