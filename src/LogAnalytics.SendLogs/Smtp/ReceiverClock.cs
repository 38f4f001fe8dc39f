using LogAnalytics.SendLogs.Replies;
using LogAnalytics.SendLogs.Rows;

namespace LogAnalytics.SendLogs.Smtp;

/// <summary>
/// Measures our server's clock by the receiver's: the time of our row minus the time that the reply in it states. The reply's way to us
/// adds to it, so the smallest value of a session is nearest to the truth. A bracket outweighs the banner.
/// </summary>
public static class ReceiverClock
{
    private const long MicrosPerMilli = 1000;

    public static void NoteReply(SmtpSession session, ClassifiedReply reply, long rowMicros)
    {
        if (reply.Bracket is not { } bracket)
            return;
        session.ReceiverSessionId ??= bracket.SessionId;
        long skew = SkewMs(rowMicros, bracket.Time);
        if (session.ClockSource != ClockSource.Bracket || skew < session.ClockSkewMs)
            (session.ClockSource, session.ClockSkewMs) = (ClockSource.Bracket, skew);
    }

    /// <summary>A masked banner shows no clock, or half of one.</summary>
    public static void NoteBanner(SmtpSession session, string text, long rowMicros)
    {
        if (session.ClockSource is null && !session.BannerMasked && BannerDate.Find(text) is { } date)
            NoteBanner(session, date, rowMicros);
    }

    /// <summary>The same with the date that the banner shows.</summary>
    public static void NoteBanner(SmtpSession session, DateTime date, long rowMicros) =>
        (session.ClockSource, session.ClockSkewMs) = (ClockSource.Banner, SkewMs(rowMicros, date));

    private static long SkewMs(long rowMicros, DateTime receiver) => (rowMicros - LogTime.FromDateTime(receiver)) / MicrosPerMilli;
}
