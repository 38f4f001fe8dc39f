using LogAnalytics.SendLogs.Replies;
using LogAnalytics.SendLogs.Sessions;

namespace LogAnalytics.SendLogs.Smtp;

/// <summary>The event of a row: <c>+ - &gt; &lt; *</c>. It may be lost in copied logs; then the texts tell.</summary>
public static class RowKind
{
    public static byte Of(StoredRow row)
    {
        ReadOnlySpan<byte> logEvent = row.Event.Span.Trim((byte)' ');
        if (logEvent.Length == 1)
            return logEvent[0] is (byte)'+' or (byte)'-' or (byte)'<' or (byte)'>' ? logEvent[0] : (byte)'*';
        ReadOnlySpan<byte> data = row.Data.Span;
        ReadOnlySpan<byte> context = row.Context.Span.Trim((byte)' ');
        if (!context.IsEmpty)
            return data.IsEmpty && IsCloseReason(context) ? (byte)'-' : (byte)'*';
        if (data.IsEmpty)
            return row.LocalEndpoint.Length > 0 ? (byte)'+' : (byte)'*';
        if (SmtpReply.LooksLikeReply(data))
            return (byte)'<';
        return SmtpCommand.KindOf(data) is CommandKind.Other or CommandKind.Continuation ? (byte)'*' : (byte)'>';
    }

    // Local, Remote, Remote(SocketError), Remote(ConnectionReset)
    private static bool IsCloseReason(ReadOnlySpan<byte> context) =>
        context.SequenceEqual("Local"u8) || context.SequenceEqual("Remote"u8) || context.StartsWith("Remote("u8);
}
