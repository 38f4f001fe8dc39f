using CsCheck;
using LogAnalytics.Queries;

namespace LogAnalytics.Tests.Queries;

public class EditDistanceTests
{
    private static readonly Gen<string> _word = Gen.String[Gen.Char['a', 'c'], 0, 7];

    [Fact]
    public void Distance_is_that_of_its_recursive_definition() =>
        Gen.Select(_word, _word).Sample((left, right) => EditDistance.Between(left, right) == Literal(left, right), iter: 300);

    private static int Literal(string left, string right) => (left, right) switch
    {
        ("", _) => right.Length,
        (_, "") => left.Length,
        _ => left[0] == right[0] ? Literal(left[1..], right[1..])
            : 1 + Math.Min(Literal(left[1..], right[1..]), Math.Min(Literal(left[1..], right), Literal(left, right[1..]))),
    };
}
