namespace LogAnalytics.Queries.Rules;

/// <summary>Runs a rule over a lake.</summary>
/// <param name="Hits">The first of them.</param>
/// <param name="Count">All of them.</param>
public sealed record RuleRun(Rule Rule, IReadOnlyList<RuleHit> Hits, long Count)
{
    /// <param name="most">Hits to keep; the others are counted.</param>
    /// <exception cref="QueryException">The SQL does more than read, is refused by the engine, or has no column <c>text</c>.</exception>
    public static RuleRun Over(LakeDatabase database, Rule rule, int most, CancellationToken cancellation = default)
    {
        using QueryResult result = Read(database, rule, cancellation);
        int text = result.Columns.ToList().IndexOf(Rule.TextColumn);
        if (text < 0)
            throw new QueryException($"The rule {rule.Id} gives no column '{Rule.TextColumn}', which a reader is told. It gives {string.Join(", ", result.Columns)}.");
        List<RuleHit> hits = [];
        long count = 0;
        while (result.Read())
        {
            if (count++ < most)
                hits.Add(new RuleHit(result.Value(text)?.ToString() ?? "", Evidence(result, text)));
        }

        return new RuleRun(rule, hits, count);
    }

    private static QueryResult Read(LakeDatabase database, Rule rule, CancellationToken cancellation)
    {
        try
        {
            return database.Read(rule.Sql, rule.Values, cancellation);
        }
        catch (QueryException e) when (e is not EngineException)
        {
            throw new QueryException($"The rule {rule.Id}: {e.Message}");
        }
    }

    private static Dictionary<string, object?> Evidence(QueryResult result, int text) =>
        Enumerable.Range(0, result.Columns.Count).Where(column => column != text).ToDictionary(column => result.Columns[column], result.Value);
}
