namespace LogAnalytics.SendLogs.Replies;

/// <summary>A reply of the remote server, its lines joined.</summary>
/// <param name="Code">Three digits, RFC 5321.</param>
/// <param name="EnhancedCode">RFC 3463, e.g. <c>5.7.64</c>; null where the text has none.</param>
/// <param name="Text">The whole text, code included, as logged; continuation lines joined by a blank.</param>
public readonly record struct SmtpReply(int Code, string? EnhancedCode, string Text)
{
    /// <summary>Of subject and detail of an enhanced code (RFC 3463, 2).</summary>
    private const int MostDigits = 3;

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

    /// <summary>The same for text that was read already.</summary>
    public static bool LooksLikeReply(string text) =>
        text.Length >= 3 && text[0] is >= '2' and <= '5' && char.IsAsciiDigit(text[1]) && char.IsAsciiDigit(text[2])
        && (text.Length == 3 || text[3] is ' ' or '-');

    // "550 5.7.64 …", "550-5.7.64 …"; some servers write "#5.7.64" or "5.7.64.". An address is no code: "550 5.2.0.1 is listed".
    private static string? FindEnhancedCode(string text)
    {
        int start = 3;
        while (start < text.Length && text[start] is ' ' or '-')
            start++;
        if (start < text.Length && text[start] == '#')
            start++;
        int end = start;
        bool isCode = TakeDigits(text, ref end, 1) && FitsClass(text[0], text[start])
            && TakeDot(text, ref end) && TakeDigits(text, ref end, MostDigits)
            && TakeDot(text, ref end) && TakeDigits(text, ref end, MostDigits)
            && !(end + 1 < text.Length && text[end] == '.' && char.IsAsciiDigit(text[end + 1]));
        return isCode ? text[start..end] : null;
    }

    // The first digits may differ in a refusal: "451 5.7.3 STARTTLS is required to send mail" was seen.
    private static bool FitsClass(char code, char enhanced) => enhanced switch
    {
        '2' => code == '2',
        '4' or '5' => code is '4' or '5',
        _ => false,
    };

    // The whole run of digits: four are no number cut after three.
    private static bool TakeDigits(string text, ref int at, int most)
    {
        int start = at;
        while (at < text.Length && char.IsAsciiDigit(text[at]))
            at++;
        return at > start && at - start <= most;
    }

    private static bool TakeDot(string text, ref int at) => at < text.Length && text[at++] == '.';
}
