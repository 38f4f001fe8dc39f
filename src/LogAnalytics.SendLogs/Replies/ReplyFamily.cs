using System.Globalization;

namespace LogAnalytics.SendLogs.Replies;

/// <summary>One row of the taxonomy. Several rows may share an id; then they share its class.</summary>
/// <param name="Id">Lower-case letters, digits and <c>_</c>; what the tables and reports call the family.</param>
/// <param name="Code">Reply code, 400 to 599; null = any.</param>
/// <param name="Enhanced">Enhanced status code or range; null = any, also none.</param>
/// <param name="Words">Groups of alternatives: one word of each group must occur, in any case; no group = any text.</param>
/// <param name="Meaning">For people.</param>
/// <param name="Source">Where the meaning is documented.</param>
public sealed record ReplyFamily(string Id, FamilyClass Class, int? Code, EnhancedCodeRange? Enhanced, string[][] Words, string Meaning, string Source)
{
    private readonly SearchedWord[][] _words = [.. Words.Select(group => group.Select(word => new SearchedWord(word)).ToArray())];

    /// <summary>The code as the table spells it; empty = any.</summary>
    public string CodeText => Code?.ToString(CultureInfo.InvariantCulture) ?? "";

    /// <summary>The enhanced code as the table spells it; empty = any.</summary>
    public string EnhancedText => Enhanced?.ToString() ?? "";

    /// <summary>The words as the table spells them: groups joined by <c>&amp;</c>, alternatives by <c>|</c>.</summary>
    public string WordsText => string.Join('&', Words.Select(group => string.Join('|', group)));

    public bool Matches(in SmtpReply reply) =>
        (Code is null || Code == reply.Code)
        && (Enhanced is null || Enhanced.Contains(reply.EnhancedCode))
        && HasWords(reply.Text);

    private bool HasWords(string text)
    {
        foreach (SearchedWord[] alternatives in _words)
        {
            if (!HasOne(alternatives, text))
                return false;
        }

        return true;
    }

    private static bool HasOne(SearchedWord[] words, string text)
    {
        foreach (SearchedWord word in words)
        {
            if (Occurs(word, text))
                return true;
        }

        return false;
    }

    // ATTR3 is not in ATTR36: a number goes on until its last digit.
    private static bool Occurs(SearchedWord word, ReadOnlySpan<char> text)
    {
        for (int at; (at = word.IndexIn(text)) >= 0; text = text[(at + 1)..])
        {
            int end = at + word.Length;
            if (end == text.Length || !word.EndsWithDigit || !char.IsAsciiDigit(text[end]))
                return true;
        }

        return false;
    }
}
