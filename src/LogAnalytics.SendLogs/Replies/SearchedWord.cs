using System.Buffers;

namespace LogAnalytics.SendLogs.Replies;

/// <summary>
/// A word that is looked for in many texts, in any case. A string's own search goes letter by letter where culture data is switched off.
/// </summary>
/// <param name="word">Not empty.</param>
internal sealed class SearchedWord(string word)
{
    private readonly SearchValues<string> _search = SearchValues.Create([word], StringComparison.OrdinalIgnoreCase);

    public int Length => word.Length;

    public bool EndsWithDigit => char.IsAsciiDigit(word[^1]);

    /// <summary>Where it stands first; -1 where it does not.</summary>
    public int IndexIn(ReadOnlySpan<char> text) => text.IndexOfAny(_search);
}
