namespace LogAnalytics.SendLogs.Smtp;

/// <summary>Reads what the receiver says of itself and of us: banner and EHLO reply.</summary>
public static class Greeting
{
    private const int CodeLength = 3;
    private const string AddressTag = "IPv6:";

    /// <summary><c>220 host Microsoft ESMTP MAIL Service ready at …</c>, or <c>220 ****</c> where a firewall rewrites it.</summary>
    public static void ReadBanner(SmtpSession session, string text)
    {
        if (!text.StartsWith("220", StringComparison.Ordinal))
            return;
        string host = Word(text, CodeLength);
        session.BannerMasked |= IsMasked(text.AsSpan(CodeLength), host);
        // "220 2.0.0 SMTP server ready" is no banner: it answers STARTTLS.
        bool isName = session.BannerMasked ? host.Contains('.') && !host.Contains('*') : host.Length > 0 && !char.IsAsciiDigit(host[0]);
        if (isName)
            session.RemoteHost = host;
    }

    /// <summary><c>250  host Hello [203.0.113.9] SIZE 157286400 PIPELINING … STARTTLS …</c></summary>
    public static void ReadEhloReply(SmtpSession session, string text)
    {
        ReadHeloReply(session, text);
        // After STARTTLS the offer is gone by design: only a greeting in clear text says whether it was made.
        if (session.Tls != TlsResult.Ok && !session.StartTlsUsed)
            session.StartTlsOffered = HasKeyword(text, "STARTTLS");
    }

    /// <summary><c>250 host Hello [203.0.113.9]</c>: extensions were not asked for.</summary>
    public static void ReadHeloReply(SmtpSession session, string text)
    {
        session.PublicAddress = GreetedAddress(text) ?? session.PublicAddress;
        string host = Word(text, CodeLength);
        if (host.Contains('.', StringComparison.Ordinal))
            session.RemoteHost ??= host;
    }

    // "Hello [203.0.113.9]"; others than Exchange put our name before: "Hello mail.contoso.com [203.0.113.9], pleased to meet you".
    private static string? GreetedAddress(string text)
    {
        const string hello = "Hello ";
        int at = text.IndexOf(hello, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return null;
        int open = at + hello.Length;
        if (open < text.Length && text[open] != '[')
            open = text.IndexOf(' ', open) + 1;
        if (open <= 0 || open >= text.Length || text[open] != '[')
            return null;
        int close = text.IndexOf(']', open);
        if (close < 0)
            return null;
        string address = text[(open + 1)..close];
        return address.StartsWith(AddressTag, StringComparison.OrdinalIgnoreCase) ? address[AddressTag.Length..] : address;
    }

    // Digits and line ends shine through some masks: "220 ********2******0*". A name may be left: "220 mx.fabrikam.com ****************".
    private static bool IsMasked(ReadOnlySpan<char> text, string host)
    {
        int stars = text.Count('*');
        int letters = text.Length - text.Count(' ');
        return (stars > 1 && stars * 2 >= letters) || (host.Length > 1 && host.All(c => c is '*' or 'X'));
    }

    private static bool HasKeyword(string text, string keyword)
    {
        foreach (Range word in text.AsSpan().Split(' '))
        {
            if (text.AsSpan(word).Equals(keyword, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }

    // One or two blanks follow the code.
    private static string Word(string text, int start)
    {
        while (start < text.Length && text[start] == ' ')
            start++;
        if (start >= text.Length)
            return "";
        int end = text.IndexOf(' ', start);
        return end < 0 ? text[start..] : text[start..end];
    }
}
