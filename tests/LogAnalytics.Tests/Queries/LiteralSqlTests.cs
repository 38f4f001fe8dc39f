using CsCheck;
using LogAnalytics.Queries;
using LogAnalytics.Tests.Diagnosis;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Queries;

/// <summary>Parameters written out as literals: the engine reads back what was meant, and nothing in them acts on a terminal.</summary>
public class LiteralSqlTests(SampleLake lake) : IClassFixture<SampleLake>
{
    [Fact]
    public void Literal_of_any_text_is_read_back_and_is_plain()
    {
        using LakeDatabase database = LakeHelper.Open(lake.Root, isLocked: true);
        Gen.OneOf(HostileText.Gen, Gen.OneOf("\u001b[2J", "a\u202eb", "'; DROP TABLE x; --", "\ud83d\ude00 \U000e0041", "$from $to", "\u2028", "\0"))
            // What is no text at all cannot stand in a log: bytes that are no UTF-8 are U+FFFD there.
            .Where(text => text.EnumerateRunes().All(rune => rune.Value != 0xFFFD || text.Contains('\uFFFD', StringComparison.Ordinal)) && !HasLoneSurrogate(text))
            .Sample(text =>
            {
                string literal = LiteralSql.Literal(text);
                Assert.Equal(literal, LogAnalytics.Reports.Text.Say.Safe(literal));
                using QueryResult result = database.Read($"SELECT {literal} AS x, len(MAP {{'k': [{literal}, NULL]}}['k']) AS n");
                Assert.True(result.Read());
                Assert.Equal(text, result.Value(0));
                Assert.Equal(2L, result.Value(1));
            }, iter: 300, threads: 1);
    }

    [Fact]
    public void Of_replaces_each_parameter_once()
    {
        string sql = LiteralSql.Of("console/endpoints", new Dictionary<string, object?> { ["server"] = "$from", ["from"] = new DateTime(2026, 3, 10, 6, 0, 0, DateTimeKind.Utc), ["to"] = null });
        Assert.Contains("lower(server) = lower('$from')", sql, StringComparison.Ordinal);
        Assert.Contains("started_at >= TIMESTAMP '2026-03-10 06:00:00.000000'", sql, StringComparison.Ordinal);
        Assert.DoesNotContain("--", sql, StringComparison.Ordinal);
    }

    [Fact]
    public void Literal_of_values_is_typed()
    {
        Assert.Equal("NULL", LiteralSql.Literal(null));
        Assert.Equal("TRUE", LiteralSql.Literal(true));
        Assert.Equal("-3", LiteralSql.Literal(-3));
        Assert.Equal("[1, 2]", LiteralSql.Literal(new List<long> { 1, 2 }));
        Assert.Equal("{'a': 'x', 'b': NULL}", LiteralSql.Literal(new SqlStruct(KeyValuePair.Create("a", (object?)"x"), KeyValuePair.Create("b", (object?)null))));
        Assert.Equal("MAP {'k': ['v', NULL]}", LiteralSql.Literal(new Dictionary<string, IReadOnlyList<string?>> { ["k"] = ["v", null] }));
    }

    private static bool HasLoneSurrogate(string text) => text.Where((c, i) =>
        (char.IsHighSurrogate(c) && (i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1])))
        || (char.IsLowSurrogate(c) && (i == 0 || !char.IsHighSurrogate(text[i - 1])))).Any();
}
