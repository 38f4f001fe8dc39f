using LogAnalytics.SendLogs.Smtp;

namespace LogAnalytics.Tests.SendLogs.Smtp;

/// <summary>Rows begin at 06:15:13.482Z and are 7 ms apart; the banner is the fourth.</summary>
public class ReceiverClockTests
{
    private const string Banner = "220 mx.fabrikam.com ESMTP ready at ";

    [Theory]
    [InlineData("Thu, 12 Mar 2026 06:15:13 +0000", 496)]
    [InlineData("Thu, 12 Mar 2026 07:15:10 +0100", 3_496)]
    [InlineData("Thu, 12 Mar 2026 06:16:13 +0000", -59_504)]
    [InlineData("Wed, 11 Mar 2026 23:15:13 -0700", 496)]
    public void Interpret_measures_by_the_banner(string date, long skew)
    {
        SmtpSession session = Stitching.Interpret(Connect().Reply(Banner + date));
        Assert.Equal((skew, ClockSource.Banner, null), (session.ClockSkewMs, session.ClockSource, session.ReceiverSessionId));
    }

    [Theory]
    [InlineData("220 ****************************2***2026 06:15:13 +0000")]
    [InlineData("220 ******************************* Thu, 12 Mar 2026 06:15:13 +0000")]
    [InlineData("220 mx.fabrikam.com ESMTP Postfix")]
    [InlineData("554 mx.fabrikam.com refuses, no date here")]
    public void Interpret_without_a_clock_has_no_skew(string banner)
    {
        SmtpSession session = Stitching.Interpret(Connect().Reply(banner));
        Assert.Equal((null, null), (session.ClockSkewMs, session.ClockSource));
    }

    // The banner says 496 ms; of the two brackets the quicker reply is nearer to the truth.
    [Theory]
    [InlineData("2026-03-12T06:15:13.000Z", "2026-03-12T06:15:13.400Z", 138)]
    [InlineData("2026-03-12T06:15:13.400Z", "2026-03-12T06:15:13.000Z", 124)]
    [InlineData("2026-03-12T06:15:14.524Z", "2026-03-12T06:15:14.500Z", -1_000)]
    public void Interpret_bracket_outweighs_the_banner(string first, string second, long skew)
    {
        SmtpSession session = Stitching.Interpret(Connect().Reply(Banner + "Thu, 12 Mar 2026 06:15:13 +0000")
            .Send("MAIL FROM:<a@contoso.com>", "RCPT TO:<b@fabrikam.com>").Reply("250 2.1.0 Sender OK")
            .Reply($"451 4.7.500 Server busy [h.prod.outlook.com {first} 08DD3FA5DBC8F401]").Send("RCPT TO:<c@fabrikam.com>")
            .Reply($"550 5.7.64 TenantAttribution; Relay Access Denied [h.prod.outlook.com {second} 08DD3FA5DBC8F402]"));
        Assert.Equal((skew, ClockSource.Bracket, "08DD3FA5DBC8F401"), (session.ClockSkewMs, session.ClockSource, session.ReceiverSessionId));
    }

    [Fact]
    public void Interpret_multi_line_bracket_is_measured_at_the_replys_first_row()
    {
        SmtpSession session = Stitching.Interpret(Connect().Reply("220 mx").Send("MAIL FROM:<a@contoso.com>")
            .Reply("550-5.7.64 TenantAttribution;", "550 5.7.64 no [h.prod.outlook.com 2026-03-12T06:15:13.000Z 08DD3FA5DBC8F401]"));
        Assert.Equal(510, session.ClockSkewMs);
    }

    private static LogWriter Connect() => new LogWriter().Note("attempting to connect").Row("+");
}
