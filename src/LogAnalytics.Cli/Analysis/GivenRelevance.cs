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

    /// <summary>Gives a second database over the same lake what was worked out in a first one.</summary>
    /// <param name="given">As the first one was told.</param>
    public static void TakeOver(LakeDatabase prepared, LakeDatabase database, IEnumerable<Given> given)
    {
        Tell(database, given);
        database.Execute("relevance/taken");
        database.FillDecided(prepared.Query("relevance/decided", row => (row.Text("kind")!, row.Text("subject"), row.Text("value"), row.Text("evidence"))));
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
