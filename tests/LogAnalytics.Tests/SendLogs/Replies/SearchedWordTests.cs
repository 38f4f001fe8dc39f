using LogAnalytics.SendLogs.Replies;

namespace LogAnalytics.Tests.SendLogs.Replies;

public sealed class SearchedWordTests
{
    // Letters that have another case, or only look like one that has: dotless i, Kelvin, long s, sharp s.
    private const string Alphabet = "aAbB17 .\u0131iI\u212Ak\u017Fs\u00DF\u00E4\u00C4\uFFFD";

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void IndexIn_is_where_a_string_finds_the_word_in_any_case(int seed)
    {
        Random random = new(seed);
        for (int i = 0; i < 20_000; i++)
        {
            string word = Text(random, 1 + random.Next(6));
            string text = Text(random, random.Next(60)) + (random.Next(3) == 0 ? word.ToUpperInvariant() : "") + Text(random, random.Next(60));
            Assert.Equal(text.IndexOf(word, StringComparison.OrdinalIgnoreCase), new SearchedWord(word).IndexIn(text));
        }
    }

    private static string Text(Random random, int length) => new(random.GetItems<char>(Alphabet, length));
}
