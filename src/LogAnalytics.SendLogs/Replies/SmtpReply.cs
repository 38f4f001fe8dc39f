namespace LogAnalytics.SendLogs.Replies;

/// <summary>A reply of the remote server, its lines joined.</summary>
/// <param name="Code">Three digits, RFC 5321.</param>
/// <param name="EnhancedCode">RFC 3463, e.g. <c>5.7.64</c>; null where the text has none.</param>
/// <param name="Text">The whole text, code included, as logged; continuation lines joined by a blank.</param>
public readonly record struct SmtpReply(int Code, string? EnhancedCode, string Text)
{
    public bool IsPositive => Code is >= 200 and < 300;

    public bool IsTransient => Code is >= 400 and < 500;

    public bool IsPermanent => Code >= 500;

    /// <summary>Splits <c>550 5.7.64 TenantAttribution; …</c>; the text must start with three digits.</summary>
    public static SmtpReply Parse(string text)
    {
        int code = ((text[0] - '0') * 100) + ((text[1] - '0') * 10) + (text[2] - '0');
        return new SmtpReply(code, FindEnhancedCode(text), text);
    }

    /// <summary>Is this the start of a reply: three digits, then a blank, a hyphen or the end.</summary>
    public static bool LooksLikeReply(ReadOnlySpan<byte> text) =>
        text.Length >= 3 && text[0] is >= (byte)'2' and <= (byte)'5' && char.IsAsciiDigit((char)text[1]) && char.IsAsciiDigit((char)text[2])
        && (text.Length == 3 || text[3] is (byte)' ' or (byte)'-');

    private static string? FindEnhancedCode(string text)
    {
        int start = 3;
        while (start < text.Length && text[start] is ' ' or '-')
            start++;
        int end = start;
        int dots = 0;
        while (end < text.Length && (char.IsAsciiDigit(text[end]) || text[end] == '.'))
            dots += text[end++] == '.' ? 1 : 0;
        // The first digits may differ in a refusal: "451 5.7.3 STARTTLS is required to send mail" was seen.
        bool fits = start < text.Length && (text[start] == text[0] || (text[0] is '4' or '5' && text[start] is '4' or '5'));
        bool isCode = fits && dots == 2 && end - start >= 5 && text[end - 1] != '.';
        return isCode ? text[start..end] : null;
    }
}
