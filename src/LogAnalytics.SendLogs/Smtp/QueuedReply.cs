using System.Text;
using LogAnalytics.SendLogs.Replies;
using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.SendLogs.Smtp;

/// <summary><c>250 2.6.0 &lt;id&gt; [InternalId=…, Hostname=…] … Queued mail for delivery</c>, read from its parameters alone.</summary>
internal static class QueuedReply
{
    private const int UsualLength = 512;

    /// <summary>Its parameters say nothing else than the message's id, and perhaps a host of the service.</summary>
    public static bool IsUsual(in TextParameters parameters) =>
        !parameters.Second.Contains((byte)'=') && !ReceiverBracket.MayBeIn(parameters.Second)
        && !ReceiverBracket.MayBeIn(parameters.Third) && parameters.Third.Length <= UsualLength;

    /// <summary>What a usual one says of the remote.</summary>
    public static void NoteRemote(SmtpSession session, in TextParameters parameters)
    {
        if (session.RemoteFamily == RemoteFamily.ExchangeOnline)
            return;
        Span<char> text = stackalloc char[UsualLength];
        RemoteFamilies.NoteQueued(session, text[..Encoding.ASCII.GetChars(parameters.Third, text)]);
    }
}
