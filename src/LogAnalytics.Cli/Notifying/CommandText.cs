using System.Text;

namespace LogAnalytics.Cli.Notifying;

/// <summary>
/// A program and its arguments in one text, without a shell: blanks separate, '…' and "…" hold together what is in them, and no other
/// character means anything but itself (a backslash neither, so paths of Windows stay as they are).
/// </summary>
internal static class CommandText
{
    /// <summary>Its words; null where a quote is not closed.</summary>
    public static IReadOnlyList<string>? Split(string text)
    {
        List<string> words = [];
        StringBuilder? word = null;
        char quote = '\0';
        foreach (char c in text)
        {
            if (quote != '\0' && c == quote)
                quote = '\0';
            else if (quote == '\0' && (c is '\'' or '"'))
                (quote, word) = (c, word ?? new StringBuilder());
            else if (quote == '\0' && (c is ' ' or '\t'))
                End();
            else
                (word ??= new StringBuilder()).Append(c);
        }

        End();
        return quote == '\0' ? words : null;

        void End()
        {
            if (word is not null)
                words.Add(word.ToString());
            word = null;
        }
    }
}
