namespace LogAnalytics.SendLogs.Smtp;

/// <summary>Reads what the receiver says of itself and of us: banner and EHLO reply.</summary>
public static class Greeting
{
    /// <summary><c>220 host Microsoft ESMTP MAIL Service ready at …</c>, or <c>220 ****</c> where a firewall rewrites it.</summary>
    public static void ReadBanner(SmtpSession session, string text)
    {
        string host = Word(text, 4);
        if (IsMasked(host))
            session.BannerMasked = true;
        else if (text.StartsWith("220", StringComparison.Ordinal) && host.Length > 0)
            session.RemoteHost = host;
    }

    /// <summary><c>250  host Hello [203.0.113.9] SIZE 157286400 PIPELINING … STARTTLS …</c></summary>
    public static void ReadEhloReply(SmtpSession session, string text)
    {
        const string hello = "Hello [";
        int at = text.IndexOf(hello, StringComparison.OrdinalIgnoreCase);
        int close = at < 0 ? -1 : text.IndexOf(']', at);
        if (close > 0)
            session.PublicAddress = text[(at + hello.Length)..close];
        string host = Word(text, 4);
        if (host.Contains('.', StringComparison.Ordinal))
            session.RemoteHost ??= host;
        // After STARTTLS the offer is gone by design: only a greeting in clear text says whether it was made.
        if (session.Tls != TlsResult.Ok && !session.StartTlsUsed)
            session.StartTlsOffered = HasKeyword(text, "STARTTLS");
    }

    // Digits and line ends shine through some masks: "220 ********2******0*".
    private static bool IsMasked(string host) =>
        host.Length > 1 && (host.Count(c => c == '*') * 2 > host.Length || host.All(c => c is '*' or 'X'));

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
