using System.Globalization;

namespace LogAnalytics.SendLogs.Certificates;

/// <summary>
/// Reads a certificate that the newer dialect folds into one field:
/// <c> CN=mail.contoso.com, O=Contoso CN=Issuing CA, O="Fabrikam, Ltd." 0A1B… 40-hex 2026-01-01T… 2027-01-01T… mail.contoso.com;contoso.com</c>.
/// The anchor is the thumbprint and the serial before it: everything else may hold blanks.
/// </summary>
public static class FoldedCertificate
{
    private const int ThumbprintLength = 40;

    public static LoggedCertificate Parse(string text)
    {
        List<Range> words = Words(text);
        int thumb = words.Count - 1;
        while (thumb > 0 && !(IsHex(text[words[thumb]], ThumbprintLength, ThumbprintLength) && IsHex(text[words[thumb - 1]], 2, 64)))
            thumb--;
        if (thumb < 1)
            return new LoggedCertificate { Subject = NullIfEmpty(text.Trim()) };

        (string subject, string? issuer) = SplitNames(text[..words[thumb - 1].Start].Trim());
        int next = thumb + 1;
        DateTime? notBefore = TryDate(text, words, ref next);
        DateTime? notAfter = TryDate(text, words, ref next);
        return new LoggedCertificate
        {
            Subject = NullIfEmpty(subject),
            Issuer = issuer,
            Serial = text[words[thumb - 1]],
            Thumbprint = text[words[thumb]].ToUpperInvariant(),
            NotBefore = notBefore,
            NotAfter = notAfter,
            AlternateNames = next < words.Count ? AlternateNamesOf(text[words[next].Start..]) : null,
        };
    }

    /// <summary>Names joined by <c>;</c>; null for an empty text.</summary>
    public static IReadOnlyList<string>? AlternateNamesOf(string text)
    {
        string[] names = text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return names.Length == 0 ? null : names;
    }

    /// <summary>
    /// Subject and issuer meet at a blank outside quotes that does not follow ',' or '+' and is followed by a key and '='.
    /// No border found: all is subject, the issuer stays unknown.
    /// </summary>
    public static (string Subject, string? Issuer) SplitNames(string text)
    {
        bool quoted = false;
        for (int i = 1; i < text.Length; i++)
        {
            if (text[i - 1] == '"')
                quoted = !quoted;
            if (!quoted && text[i] == ' ' && text[i - 1] is not (',' or '+' or ' ') && StartsWithKey(text.AsSpan(i + 1)))
                return (text[..i], text[(i + 1)..]);
        }

        return (text, null);
    }

    // An attribute type of RFC 4514: letters, digits and hyphens or a dotted OID ("OID.1.2.3"), then '='.
    private static bool StartsWithKey(ReadOnlySpan<char> text)
    {
        int equals = text.IndexOf('=');
        if (equals < 1 || !char.IsAsciiLetterOrDigit(text[0]))
            return false;
        foreach (char c in text[..equals])
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('.' or '-'))
                return false;
        }

        return true;
    }

    private static List<Range> Words(string text)
    {
        List<Range> words = [];
        foreach (Range word in text.AsSpan().Split(' '))
        {
            if (!word.Start.Equals(word.End))
                words.Add(word);
        }

        return words;
    }

    private static DateTime? TryDate(string text, List<Range> words, ref int index)
    {
        if (index >= words.Count || !DateTime.TryParseExact(
                text[words[index]], "yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTime date))
            return null;
        index++;
        return date;
    }

    private static bool IsHex(string word, int min, int max) =>
        word.Length >= min && word.Length <= max && word.All(char.IsAsciiHexDigit);

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
