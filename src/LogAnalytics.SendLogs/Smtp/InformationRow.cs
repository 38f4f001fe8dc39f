using System.Diagnostics.CodeAnalysis;

namespace LogAnalytics.SendLogs.Smtp;

/// <summary>Reads the <c>*</c> rows that are not about certificates.</summary>
public static class InformationRow
{
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

    /// <summary><c>TLS protocol SP_PROT_TLS1_2_CLIENT negotiation succeeded using bulk encryption algorithm CALG_AES_256 with …</c></summary>
    public static bool TryTls(string text, [NotNullWhen(true)] out string? protocol, out string? cipher)
    {
        protocol = cipher = null;
        if (!text.StartsWith("TLS protocol ", StringComparison.OrdinalIgnoreCase) || !text.Contains("succeeded", StringComparison.OrdinalIgnoreCase))
            return false;
        protocol = WordAfter(text, "TLS protocol ")!;
        cipher = WordAfter(text, "bulk encryption algorithm ");
        return true;
    }

    /// <summary><c>TLS negotiation failed with error NoCredentials</c></summary>
    public static bool TryTlsError(string text, [NotNullWhen(true)] out string? error)
    {
        error = WordAfter(text, "TLS negotiation failed with error ");
        return error is not null;
    }

    /// <summary>The text is in the server's language; the codes are not.</summary>
    public static bool IsFailedConnect(string text) =>
        text.StartsWith("Failed to connect", StringComparison.OrdinalIgnoreCase)
        || text.Contains("Winsock error code:", StringComparison.OrdinalIgnoreCase);

    private static string? WordAfter(string text, string label)
    {
        int at = text.IndexOf(label, StringComparison.OrdinalIgnoreCase);
        if (at < 0)
            return null;
        int start = at + label.Length;
        int end = text.IndexOfAny([' ', ',', '.'], start);
        return end < 0 ? text[start..] : text[start..end];
    }
}
