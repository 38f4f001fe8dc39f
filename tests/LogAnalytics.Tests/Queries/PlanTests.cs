using LogAnalytics.Queries;
using LogAnalytics.Queries.Named;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Queries;

/// <summary>No view and no named query joins each row of one side with each of the other: on millions of rows it would never end.</summary>
public sealed class PlanTests(SampleLake lake) : IClassFixture<SampleLake>
{
    private static readonly string[] _quadratic = ["CROSS_PRODUCT", "BLOCKWISE_NL_JOIN", "NESTED_LOOP_JOIN"];

    // With one row on one side: the span of all logs.
    private static readonly Dictionary<string, int> _withOneRow = new()
    {
        ["coverage"] = 2, ["coverage_gaps"] = 2, ["missing-logs"] = 2,
    };

    public static TheoryData<string, string> Queries()
    {
        TheoryData<string, string> queries = [];
        foreach (string view in Views())
            queries.Add(view, $"SELECT * FROM {view}");
        foreach (NamedQuery query in new NamedQueries([]).All)
            queries.Add(query.Name, query.Sql);
        return queries;
    }

    [Theory, MemberData(nameof(Queries))]
    public void Plan_has_no_join_of_everything_with_everything(string name, string sql)
    {
        Dictionary<string, object?> defaults = name.Contains('-', StringComparison.Ordinal) ? new(new NamedQueries([]).Find(name).WithDefaults(new Dictionary<string, object?>())) : [];
        string plan = PlanOf(sql, defaults);

        int found = _quadratic.Sum(join => plan.Split(join).Length - 1);
        Assert.True(found == _withOneRow.GetValueOrDefault(name), $"{name} has {found}:\n{plan}");
    }

    [Fact]
    public void Such_joins_are_seen()
    {
        Assert.Contains("CROSS_PRODUCT", PlanOf("SELECT * FROM sessions AS a, files AS b", []));
        Assert.Contains("NL_JOIN", PlanOf("SELECT * FROM sessions AS a JOIN files AS b ON a.server LIKE b.path || a.service", []));
    }

    private string PlanOf(string sql, Dictionary<string, object?> values)
    {
        using LakeDatabase database = LakeHelper.Open(lake.Root, isLocked: true);
        using QueryResult result = database.Read("EXPLAIN " + sql, values);
        Assert.True(result.Read());
        return result.Get<string>(1);
    }

    private static IEnumerable<string> Views() => SqlCatalog.In("views").SelectMany(file => SqlCatalog.Text(file).Split('\n'))
        .Where(line => line.StartsWith("CREATE OR REPLACE TEMP VIEW ", StringComparison.Ordinal)).Select(line => line.Split(' ')[5]).Where(view => view != "_affected_found");
}
