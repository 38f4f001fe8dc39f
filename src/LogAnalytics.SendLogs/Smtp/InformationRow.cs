using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace LogAnalytics.SendLogs.Smtp;

/// <summary>Reads the <c>*</c> rows that are not about certificates.</summary>
public static class InformationRow
{
    // Windows Sockets error codes: WSAEINTR to WSA_QOS_RESERVED_PETYPE.
    private const int FirstSocketError = 10004;
    private const int LastSocketError = 11031;

    /// <summary><c>sending message with RecordId 167503004549 and InternetMessageId &lt;a@b&gt;</c></summary>
    public static bool TryMessageId(string text, [NotNullWhen(true)] out string? messageId)
    {
        const string label = "InternetMessageId ";
        messageId = null;
        int at = text.StartsWith("sending message", StringComparison.OrdinalIgnoreCase) ? text.IndexOf(label, StringComparison.OrdinalIgnoreCase) : -1;
        if (at < 0)
            return false;
        messageId = text[(at + label.Length)..].Trim();
        return messageId.Length > 0;
    }

    /// <summary>
    /// <c>TLS protocol SP_PROT_TLS1_2_CLIENT negotiation succeeded using bulk encryption algorithm CALG_AES_256 with …</c>; the values
    /// may be bare numbers, and the spelling of TLS 1.3 is not known: they are kept as logged.
    /// </summary>
    public static bool TryTls(string text, [NotNullWhen(true)] out string? protocol, out string? cipher)
    {
        protocol = cipher = null;
        if (!text.StartsWith("TLS protocol ", StringComparison.OrdinalIgnoreCase) || !text.Contains("succeeded", StringComparison.OrdinalIgnoreCase))
            return false;
        protocol = Between(text, "TLS protocol ", " negotiation");
        if (protocol is null)
            return false;
        cipher = Between(text, "bulk encryption algorithm ", " with strength");
        return true;
    }

    /// <summary><c>TLS negotiation failed with error NoCredentials</c></summary>
    public static bool TryTlsError(string text, [NotNullWhen(true)] out string? error)
    {
        error = Between(text, "TLS negotiation failed with error ", " ")?.TrimEnd('.', ',');
        return error is not null;
    }

    /// <summary>
    /// <c>Failed to connect. Winsock error code: 10061, Win32 error code: 10061, Destination domain: x, Error Message: …</c>. The message
    /// is in the server's language, the labels of the codes are not.
    /// </summary>
    public static bool IsFailedConnect(string text) =>
        text.StartsWith("Failed to connect", StringComparison.OrdinalIgnoreCase)
        || text.Contains("Winsock error code:", StringComparison.OrdinalIgnoreCase);

    /// <summary>
    /// The same with labels in another language (expected, never seen): the socket error stands there twice, as Winsock and as Win32 code.
    /// Tells only before a connection stands.
    /// </summary>
    public static bool HasSocketErrorTwice(string text)
    {
        int first = 0;
        for (int at = text.AsSpan().IndexOfAnyInRange('0', '9'); at >= 0 && at < text.Length; at++)
        {
            int end = at;
            while (end < text.Length && char.IsAsciiDigit(text[end]))
                end++;
            if (end - at == 5 && int.Parse(text.AsSpan(at, 5), NumberStyles.None, CultureInfo.InvariantCulture) is >= FirstSocketError and <= LastSocketError and var code)
            {
                if (code == first)
                    return true;
                first = code;
            }

            at = end;
        }

        return false;
    }

    // To the end of the text where the border is missing: a cut row.
    private static string? Between(string text, string label, string border)
    {
        int at = text.IndexOf(label, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return null;
        int start = at + label.Length;
        int end = text.IndexOf(border, start, StringComparison.OrdinalIgnoreCase);
        string value = (end < 0 ? text[start..] : text[start..end]).Trim();
        return value.Length == 0 ? null : value;
    }
}
