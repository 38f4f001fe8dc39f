using LogAnalytics.Queries;
using LogAnalytics.Reports.Findings;

namespace LogAnalytics.Cli.Analysis;

/// <summary>Works out which sessions can say anything, and brings in what is told about it beside the logs: the SQL of <c>Sql/relevance</c>.</summary>
public static class GivenRelevance
{
    /// <summary>Works out which sessions are relevant, once, and what was told about it.</summary>
    /// <param name="given">What the user says comes first.</param>
    /// <param name="mostRecipients">Of the lake, are read at once.</param>
    public static IReadOnlyList<Override> Prepare(LakeDatabase database, IEnumerable<Given> given, long mostRecipients = LakePieces.MostRecipients)
    {
        // Anew, whatever an analysis before has decided.
        database.Execute(SqlCatalog.Relevance);
        bool isTold = Tell(database, given);
        database.Execute("series/relevance");
        LakePieces.ByRecipients(database, () => database.Execute("series/recipients"), mostRecipients);
        database.Execute("series/roles");
        if (!isTold)
            return [];
        database.Execute("relevance/roles");
        return database.Query("relevance/given", row => new Override(
            row.Text("kind")!, row.Text("name")!, row.Text("value"), row.Text("source")!, row.Flag("is_users"), row.Number("sessions")));
    }

    /// <summary>What was worked out, for another database over the same lake.</summary>
    public static IReadOnlyList<Decision> Decided(LakeDatabase prepared) => prepared.Query(
        "relevance/decided", row => new Decision(row.Text("kind")!, row.Text("subject"), row.Text("value"), row.Text("evidence")));

    /// <summary>Takes what was worked out elsewhere.</summary>
    /// <param name="given">As was told there.</param>
    public static void TakeOver(IEnumerable<Decision> decided, LakeDatabase database, IEnumerable<Given> given)
    {
        Tell(database, given);
        database.Execute("relevance/decisions");
        database.Execute("relevance/taken");
        database.FillDecided(decided.Select(decision => (decision.Kind, decision.Subject, decision.Value, decision.Evidence)));
    }

    private static bool Tell(LakeDatabase database, IEnumerable<Given> given)
    {
        Given[] told = [.. given.DistinctBy(fact => (fact.Kind, fact.Subject))];
        if (told.Length == 0)
            return false;
        database.FillGiven(told.Select(fact => (fact.Kind, fact.Subject, fact.Name, fact.Value, fact.Source, fact.IsUsers)));
        database.Execute("relevance/remotes");
        return true;
    }
}
