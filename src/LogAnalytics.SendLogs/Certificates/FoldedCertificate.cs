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
    private const int ShortestSerial = 2;
    private const int LongestSerial = 64;

    /// <summary>Shorter hex words also end names ("Issuing CA 02"): without a whole thumbprint behind it they are no serial.</summary>
    private const int ShortestSureSerial = 8;

    private const string DateForm = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";
    private const string DateShape = "0000-00-00T00:00:00.000Z";

    public static LoggedCertificate Parse(string text)
    {
        List<Range> words = Words(text);
        int thumb = FindThumbprint(text, words);
        if (thumb < 0)
            return ParseCut(text, words);

        (string subject, string? issuer) = DistinguishedNames.Split(text[..words[thumb - 1].Start].Trim());
        int next = thumb + 1;
        DateTime? notBefore = TryDate(text, words, ref next);
        DateTime? notAfter = TryDate(text, words, ref next);
        return new LoggedCertificate
        {
            Subject = NullIfEmpty(subject),
            Issuer = issuer,
            Serial = text[words[thumb - 1]],
            Thumbprint = ThumbprintOf(text[words[thumb]]),
            NotBefore = notBefore,
            NotAfter = notAfter,
            AlternateNames = HasNames(text, words, next) ? AlternateNamesOf(text[words[next].Start..]) : null,
        };
    }

    /// <summary>Names joined by <c>;</c>; null for an empty text.</summary>
    public static IReadOnlyList<string>? AlternateNamesOf(string text)
    {
        string[] names = text.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        return names.Length == 0 ? null : names;
    }

    /// <summary>Upper case; null for what is not 40 hex digits: a cut thumbprint is no identity.</summary>
    public static string? ThumbprintOf(string text) => IsHex(text, ThumbprintLength, ThumbprintLength) ? text.ToUpperInvariant() : null;

    /// <summary>As logged; null for what is not 2 to 64 hex digits, such as a mask.</summary>
    public static string? SerialOf(string text) => IsHex(text, ShortestSerial, LongestSerial) ? text : null;

    // From the end, since a subject may hold hex words too: "CN=0A 35…". -1 if the row is cut before its end.
    private static int FindThumbprint(string text, List<Range> words)
    {
        for (int i = words.Count - 1; i > 0; i--)
        {
            // A name behind it: this word is part of the subject.
            if (DistinguishedNames.StartsWithKey(text.AsSpan(words[i]), out _))
                return -1;
            if (!IsHex(text[words[i]], ThumbprintLength, ThumbprintLength) || !IsHex(text[words[i - 1]], ShortestSerial, LongestSerial))
                continue;
            // "CN=Issuing CA 02 <40-digit serial> <start of the thumbprint>"
            bool isSerial = i == words.Count - 2 && IsHex(text[words[i + 1]], 1, ThumbprintLength - 1) && text[words[i - 1]].Length < ShortestSureSerial;
            return isSerial ? -1 : i;
        }

        return -1;
    }

    // The tail is lost before the thumbprint is whole. The subject's end is known by the issuer's beginning; the issuer's only by a serial.
    private static LoggedCertificate ParseCut(string text, List<Range> words)
    {
        // … CN=Issuing CA 02F4A9C31B77 A1B2C3
        bool hasSerial = words.Count > 1 && IsHex(text[words[^1]], 1, ThumbprintLength) && IsHex(text[words[^2]], ShortestSureSerial, LongestSerial);
        (string subject, string? issuer) = DistinguishedNames.Split((hasSerial ? text[..words[^2].Start] : text).Trim());
        if (issuer is null)
            return new LoggedCertificate { Subject = NullIfEmpty(text.Trim()) };
        return new LoggedCertificate
        {
            Subject = subject,
            Issuer = hasSerial ? issuer : null,
            Serial = hasSerial ? text[words[^2]] : null,
        };
    }

    // A date that is cut in the middle is no name.
    private static bool HasNames(string text, List<Range> words, int next) =>
        next < words.Count && !(next == words.Count - 1 && IsStartOfDate(text[words[next]]));

    private static bool IsStartOfDate(string word)
    {
        if (word.Length >= DateShape.Length)
            return false;
        for (int i = 0; i < word.Length; i++)
        {
            if (DateShape[i] == '0' ? !char.IsAsciiDigit(word[i]) : word[i] != DateShape[i])
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
                text[words[index]], DateForm, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTime date))
            return null;
        index++;
        return date;
    }

    private static bool IsHex(string word, int min, int max) =>
        word.Length >= min && word.Length <= max && word.All(char.IsAsciiHexDigit);

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
