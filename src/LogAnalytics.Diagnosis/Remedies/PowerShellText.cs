using System.Globalization;
using System.Text;

namespace LogAnalytics.Diagnosis;

/// <summary>
/// Puts log text into PowerShell literals. Names from logs are hostile: a certificate may be called
/// <c>x'; Remove-Mailbox</c>. Only single-quoted literals hold input; in them nothing is expanded.
/// </summary>
public static class PowerShellText
{
    /// <summary>Single-quoted literal; null where the text must not be put into a command.</summary>
    /// <remarks>
    /// PowerShell ends a single-quoted literal at typographic quotes too, and reads any two of the family as one quote:
    /// each is doubled. Refused: control, format and line-separator characters (they hide what is pasted), broken
    /// surrogates, and angle brackets, which a reader takes for a placeholder.
    /// </remarks>
    public static string? TryQuote(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        var quoted = new StringBuilder("'");
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (IsRefused(rune))
                return null;
            quoted.Append(rune.ToString());
            if (IsSingleQuote(rune))
                quoted.Append(rune.ToString());
        }

        return quoted.Append('\'').ToString();
    }

    /// <summary>Comma-separated literals; null where there is none or one is refused.</summary>
    public static string? TryQuoteList(IEnumerable<string> texts)
    {
        var quoted = texts.Select(TryQuote).ToList();
        return quoted.Count == 0 || quoted.Contains(null) ? null : string.Join(',', quoted);
    }

    /// <summary>A SHA-1 thumbprint, bare; null for anything else.</summary>
    public static string? TryThumbprint(string? text)
        => text is { Length: 40 } && text.All(char.IsAsciiHexDigit) ? text.ToUpperInvariant() : null;

    // ' and U+2018..U+201B, as the language's own tokenizer has it.
    private static bool IsSingleQuote(Rune rune) => rune.Value is '\'' or (>= 0x2018 and <= 0x201B);

    private static bool IsRefused(Rune rune)
        => rune == Rune.ReplacementChar || rune.Value is '<' or '>' || Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
            or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
