using LogAnalytics.SendLogs.Certificates;
using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.SendLogs.Smtp;

/// <summary>What an information row says, by its texts alone.</summary>
/// <param name="Text">The context without blanks around it; the data where there is none.</param>
/// <param name="MessageId">Of the message that is about to be sent; null where the row names none.</param>
/// <param name="TlsProtocol">Null where the row reports no TLS session.</param>
/// <param name="TlsError">Null where TLS did not fail.</param>
/// <param name="IsFailedConnect">By its labels; <paramref name="HasSocketErrorTwice"/> tells where these are in another language.</param>
public sealed record Information(
    string Text, CertificateLabel Label, Utf8Text? MessageId, string? TlsProtocol, string? TlsCipher, string? TlsError,
    bool IsFailedConnect, bool HasSocketErrorTwice, bool IsConnectAttempt)
{
    public static Information Of(string data, string context)
    {
        string text = context.Length > 0 ? context : data;
        InformationRow.TryMessageId(text, out string? messageId);
        InformationRow.TryTls(text, out string? protocol, out string? cipher);
        InformationRow.TryTlsError(text, out string? error);
        return new Information(
            text, CertificateLabel.Of(context), messageId is null ? null : Utf8Text.Of(messageId), protocol, cipher, error,
            InformationRow.IsFailedConnect(text), InformationRow.HasSocketErrorTwice(text),
            text.StartsWith("attempting to connect", StringComparison.OrdinalIgnoreCase));
    }
}
