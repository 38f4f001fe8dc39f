using System.Globalization;
using System.Text;

namespace LogAnalytics.Reports.Html;

/// <summary>
/// Log text for a page: characters that cannot be seen, that move others about, or that end a line are shown instead of taking effect;
/// and text longer than a person reads is cut, with the number of characters that are left out.
/// </summary>
public static class VisibleText
{
    /// <summary>Example: "a\0b" → "a␀b", U+202E → "⟨U+202E⟩".</summary>
    public static string Of(string text, int mostCharacters)
    {
        bool isCut = text.Length > mostCharacters;
        if (!isCut && text.All(IsPlain))
            return text;
        StringBuilder visible = new(Math.Min(text.Length, mostCharacters) + 16);
        int taken = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (taken + rune.Utf16SequenceLength > mostCharacters)
                break;
            taken += rune.Utf16SequenceLength;
            Append(visible, rune);
        }

        if (isCut)
            visible.Append(CultureInfo.InvariantCulture, $"… ({text.Length - taken:N0} more characters)");
        return visible.ToString();
    }

    private static bool IsPlain(char c) => c is >= ' ' and < '\u007F' || (c > '\u00A0' && !char.IsSurrogate(c) && !IsUnseen(CharUnicodeInfo.GetUnicodeCategory(c)));

    private static void Append(StringBuilder visible, Rune rune)
    {
        // The block of control pictures has one for each of the first 32, and for DEL.
        if (rune.Value < 0x20)
            visible.Append((char)(0x2400 + rune.Value));
        else if (rune.Value == 0x7F)
            visible.Append('\u2421');
        else if (rune.Value == 0xA0 || !IsUnseen(Rune.GetUnicodeCategory(rune)))
            visible.Append(rune.ToString());
        else
            visible.Append(CultureInfo.InvariantCulture, $"⟨U+{rune.Value:X4}⟩");
    }

    private static bool IsUnseen(UnicodeCategory category) => category is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
        or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;
}
