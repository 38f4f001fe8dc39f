using LogAnalytics.Queries;
using LogAnalytics.Reports.Findings;

namespace LogAnalytics.Cli.Analysis;

/// <summary>Works out which sessions can say anything, and brings in what is told about it beside the logs: the SQL of <c>Sql/relevance</c>.</summary>
public static class GivenRelevance
{
    /// <summary>Works out which sessions are relevant, once.</summary>
    /// <param name="given">What the user says comes first.</param>
    public static void Prepare(LakeDatabase database, IEnumerable<Given> given)
    {
        Given[] told = [.. given.DistinctBy(fact => (fact.Kind, fact.Subject))];
        if (told.Length > 0)
        {
            database.FillGiven(told.Select(fact => (fact.Kind, fact.Subject, fact.Name, fact.Value, fact.Source, fact.IsUsers)));
            database.Execute("relevance/remotes");
        }

        database.Execute("series/relevance");
        if (told.Length > 0)
            database.Execute("relevance/roles");
        database.Execute("series/kinds");
    }

    /// <summary>What was told, and how many sessions each is about.</summary>
    public static IReadOnlyList<Override> Told(LakeDatabase prepared, IReadOnlyCollection<Given> given) => given.Count == 0
        ? []
        : prepared.Query("relevance/given", row => new Override(
            row.Text("kind")!, row.Text("name")!, row.Text("value"), row.Text("source")!, row.Flag("is_users"), row.Number("sessions")));
}
