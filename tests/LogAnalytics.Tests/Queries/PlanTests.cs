using LogAnalytics.Queries;
using LogAnalytics.Queries.Named;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Queries;

/// <summary>No view and no named query joins each row of one side with each of the other: on millions of rows it would never end.</summary>
public sealed class PlanTests(SampleLake lake) : IClassFixture<SampleLake>
{
    private static readonly string[] _quadratic = ["CROSS_PRODUCT", "BLOCKWISE_NL_JOIN", "NESTED_LOOP_JOIN"];

    // With one row on one side: the span of all logs, the newest row.
    private static readonly Dictionary<string, int> _withOneRow = new()
    {
        ["coverage"] = 1,
        ["coverage_gaps"] = 1,
        ["missing-logs"] = 1,
        ["expiring-certificates"] = 1,
    };

    [Fact]
    public void Plans_have_no_join_of_everything_with_everything()
    {
        using LakeDatabase database = LakeHelper.Open(lake.Root, isLocked: true);
        Dictionary<string, int> found = [];
        foreach (string view in Views())
            found.Add(view, Count(PlanOf(database, $"SELECT * FROM {view}", [])));
        foreach (NamedQuery query in new NamedQueries([]).All)
            found.Add(query.Name, Count(PlanOf(database, query.Sql, new Dictionary<string, object?>(query.WithDefaults(new Dictionary<string, object?>())))));

        Assert.True(found.Count > 20);
        Assert.Equal(
            string.Join('\n', _withOneRow.OrderBy(entry => entry.Key, StringComparer.Ordinal)),
            string.Join('\n', found.Where(entry => entry.Value > 0).OrderBy(entry => entry.Key, StringComparer.Ordinal)));
    }

    [Fact]
    public void Such_joins_are_seen()
    {
        using LakeDatabase database = LakeHelper.Open(lake.Root, isLocked: true);
        Assert.Equal(1, Count(PlanOf(database, "SELECT * FROM sessions AS a, files AS b", [])));
        Assert.Equal(1, Count(PlanOf(database, "SELECT * FROM sessions AS a JOIN files AS b ON a.server LIKE b.path || a.service", [])));
    }

    private static int Count(string plan) => _quadratic.Sum(join => plan.Split(join).Length - 1);

    private static string PlanOf(LakeDatabase database, string sql, Dictionary<string, object?> values)
    {
        using QueryResult result = database.Read("EXPLAIN " + sql, values);
        Assert.True(result.Read());
        return result.Get<string>(1);
    }

    private static IEnumerable<string> Views() => SqlCatalog.In("views").SelectMany(file => SqlCatalog.Text(file).Split('\n'))
        .Where(line => line.StartsWith("CREATE OR REPLACE TEMP VIEW ", StringComparison.Ordinal)).Select(line => line.Split(' ')[5]).Where(view => view[0] != '_');
}
