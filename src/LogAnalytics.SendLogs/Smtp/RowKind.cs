using LogAnalytics.SendLogs.Replies;

namespace LogAnalytics.SendLogs.Smtp;

/// <summary>The event of a row: <c>+ - &gt; &lt; *</c>. It may be lost in copied logs; then the texts tell.</summary>
public static class RowKind
{
    /// <param name="hasLocal">The row has a local endpoint.</param>
    public static byte Of(ReadOnlySpan<byte> logEvent, ReadOnlySpan<byte> data, ReadOnlySpan<byte> context, bool hasLocal)
    {
        logEvent = logEvent.Trim((byte)' ');
        if (logEvent.Length == 1)
            return logEvent[0] is (byte)'+' or (byte)'-' or (byte)'<' or (byte)'>' ? logEvent[0] : (byte)'*';
        context = context.Trim((byte)' ');
        if (!context.IsEmpty)
            return data.IsEmpty && IsCloseReason(context) ? (byte)'-' : (byte)'*';
        if (data.IsEmpty)
            return hasLocal ? (byte)'+' : (byte)'*';
        if (SmtpReply.LooksLikeReply(data))
            return (byte)'<';
        return SmtpCommand.KindOf(data) is CommandKind.Other or CommandKind.Continuation ? (byte)'*' : (byte)'>';
    }

    // Local, Remote, Remote(SocketError), Remote(ConnectionReset)
    private static bool IsCloseReason(ReadOnlySpan<byte> context) =>
        context.SequenceEqual("Local"u8) || context.SequenceEqual("Remote"u8) || context.StartsWith("Remote("u8);
}
