using System.Text.Json.Nodes;
using LogAnalytics.Cli.SelfTest;

namespace LogAnalytics.Tests.Cli.SelfTest;

/// <summary>The self-test names what differs.</summary>
public class DifferenceTests
{
    private static readonly ContentPlace _place = new("events", "EX01", "Hub", 7);

    [Theory]
    [InlineData("""{"a":1,"b":[{"id":"X","line":1}]}""", """{"a":1,"b":[{"id":"X","line":2}]}""", null)]
    [InlineData("""{"a":1}""", """{"a":2}""", "a: 1 became 2")]
    [InlineData("""{"b":[{"id":"X","c":{"d":"e"}}]}""", """{"b":[{"id":"X","c":{"d":null}}]}""", "b[X].c.d: \"e\" became nothing")]
    [InlineData("""{"b":[{"id":"X"}]}""", """{"b":[]}""", "b[X]: {\"id\":\"X\"} became nothing")]
    [InlineData("""{"b":[1]}""", """{"b":[1,2]}""", "b[1]: nothing became 2")]
    [InlineData("""{"a":1}""", """{"a":1,"z":true}""", "z: nothing became true")]
    public void Json_names_the_path_and_both_values(string a, string b, string? difference) =>
        Assert.Equal(difference, JsonDifference.First(JsonNode.Parse(a), JsonNode.Parse(b), new HashSet<string> { "line" }));

    [Theory]
    [InlineData("a b c", "a c", "lost: b")]
    [InlineData("a c", "a b c", "added: b")]
    [InlineData("a a b", "a b", "lost: a")]
    [InlineData("a b", "a b", "same rows, other sums")]
    public void Rows_name_the_first_that_is_lost_or_added(string a, string b, string difference) =>
        Assert.Equal($"events of EX01/Hub, {difference}", ContentDifference.FirstRow(_place, a.Split(' '), b.Split(' ')));

    [Fact]
    public void FirstPlace_is_null_for_equal_sums_and_sees_those_that_one_side_lacks()
    {
        Dictionary<ContentPlace, string> sums = new() { [_place] = "1 2" };

        Assert.Null(ContentDifference.FirstPlace(sums, new Dictionary<ContentPlace, string>(sums)));
        Assert.Equal(_place, ContentDifference.FirstPlace(sums, new Dictionary<ContentPlace, string>()));
        Assert.Equal(_place, ContentDifference.FirstPlace(new Dictionary<ContentPlace, string> { [_place] = "1 3" }, sums));
    }
}
