using LogAnalytics.SendLogs.Smtp;

namespace LogAnalytics.Tests.SendLogs.Smtp;

/// <summary>Whole, cut and holed sessions, and the first outcome that holds.</summary>
public class SessionFlagsTests
{
    private static readonly string[] _lines = [.. new LogWriter().Open().Quit().Lines];

    [Theory]
    [InlineData(0, 0, 0, true)]
    [InlineData(3, 0, 1, false)]
    [InlineData(0, 2, 0, false)]
    [InlineData(3, 2, 1, false)]
    public void Interpret_cut_session_is_kept_and_flagged(int head, int tail, int holes, bool complete)
    {
        SmtpSession session = Interpret(_lines[head..^tail]);
        Assert.Equal((holes, complete, _lines.Length - head - tail), (session.SequenceHoles, session.IsComplete, session.EventCount));
        Assert.Equal((head <= 2, tail == 0), (session.HasConnect, session.HasDisconnect));
    }

    [Fact]
    public void Interpret_several_holes_are_counted_each()
    {
        SmtpSession session = Interpret([.. _lines.Where((_, i) => i is not (4 or 7 or 8))]);
        Assert.Equal((2, false, _lines.Length - 3), (session.SequenceHoles, session.IsComplete, session.EventCount));
    }

    [Fact]
    public void Interpret_repeated_number_is_no_hole()
    {
        SmtpSession session = Interpret([.. _lines, .. new LogWriter(from: 4).Note("copied by hand").Lines]);
        Assert.Equal((0, true, _lines.Length + 1), (session.SequenceHoles, session.IsComplete, session.EventCount));
    }

    [Fact]
    public void Interpret_opened_and_never_used_is_no_relay()
    {
        Assert.Equal(SessionOutcome.NoRelay, Stitching.Interpret(new LogWriter().Connect()).Outcome);
        Assert.Equal(SessionOutcome.NoRelay, Stitching.Interpret(new LogWriter().Open().Quit()).Outcome);
        Assert.Equal(SessionOutcome.NoRelay, Stitching.Interpret(new LogWriter().Connect().Row("-", "", "Remote(SocketError)")).Outcome);
        // The rows that would tell are cut off.
        Assert.Equal(SessionOutcome.Unknown, Interpret(_lines[5..]).Outcome);
    }

    [Fact]
    public void Interpret_failed_tls_outweighs_the_missing_relay_and_is_outweighed_by_replies()
    {
        LogWriter Failed() => new LogWriter().Connect().Note("TLS negotiation failed with error SocketError");
        Assert.Equal(SessionOutcome.TlsFailed, Stitching.Interpret(Failed().Row("-", "", "Local")).Outcome);
        Assert.Equal(SessionOutcome.AttributionFailed, Stitching.Interpret(Failed().Send("MAIL FROM:<a@contoso.com>").Reply("550 5.7.64 TenantAttribution; Relay Access Denied")).Outcome);
    }

    [Fact]
    public void Interpret_message_cut_before_any_reply_is_unknown()
    {
        SmtpSession session = Stitching.Interpret(new LogWriter().Open().Send("MAIL FROM:<a@contoso.com>", "RCPT TO:<b@fabrikam.com>").Row("-", "", "Remote(ConnectionReset)"));
        Assert.Equal((SessionOutcome.Unknown, RecipientOutcome.Unanswered, true), (session.Outcome, session.Recipients.Single().Outcome, session.IsComplete));
    }

    private static SmtpSession Interpret(IEnumerable<string> lines) =>
        Assert.Single(Stitching.Interpret(Reading.Of(LogWriter.Header + string.Join('\n', lines)).Rows));
}
