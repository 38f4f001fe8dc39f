using System.Text.RegularExpressions;
using LogAnalytics.SendLogs.Smtp;

namespace LogAnalytics.Tests.SendLogs.Smtp;

/// <summary>What copies, web pages and redaction do to rows: the session stays the same.</summary>
public partial class WildRowsTests
{
    private static readonly string _whole = Stitching.Fingerprint([Stitching.Interpret(Talk())]);

    [Fact]
    public void Interpret_rows_wrapped_in_quotes_give_the_same_session() =>
        Assert.Equal(_whole, Of(Talk().Lines.Select(line => "\"" + line.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"")));

    [Fact]
    public void Interpret_trailing_blanks_give_the_same_session() => Assert.Equal(_whole, Of(Talk().Lines.Select(line => line + "  ")));

    [Fact]
    public void Interpret_blank_lines_between_rows_give_the_same_session() =>
        Assert.Equal(LineNumber().Replace(_whole, ""), LineNumber().Replace(Of(Talk().Lines.Select(line => line + "\n \n")), ""));

    // A web page takes '*' for emphasis.
    [Fact]
    public void Interpret_stripped_stars_give_the_same_session() =>
        Assert.Equal(_whole, Of(Talk().Lines.Select(line => line.Replace(",*,", ",,", StringComparison.Ordinal))));

    [Fact]
    public void Interpret_lost_event_column_gives_the_same_session() =>
        Assert.Equal(_whole, Of(Talk().Lines.Select(line => EventColumn().Replace(line, ":25,,"))));

    [Theory]
    [InlineData("10.**.**.31:25", "10.**.**.31", 25)]
    [InlineData("mx.fabrikam.com:25", "mx.fabrikam.com", 25)]
    [InlineData("[2001:db8::25%12]:25", "2001:db8::25%12", 25)]
    [InlineData("<redacted>", "<redacted>", null)]
    public void Interpret_remote_endpoint_of_any_kind_is_kept(string endpoint, string address, int? port)
    {
        SmtpSession session = Stitching.Interpret(new LogWriter { Remote = endpoint }.Connect());
        Assert.Equal((endpoint, address, port), (session.Remote.Text.ToString(), session.Remote.Address?.ToString(), session.Remote.Port));
    }

    [Theory]
    [InlineData("组织内 SMTP 发送连接器")]
    [InlineData("Outbound to Office 365 - 7ca6c2db-0e7d-469f-a415-53d7baa8ce39")]
    [InlineData("Relais, \"extern\" ")]
    public void Interpret_connector_of_any_name_is_kept_to_its_blanks(string connector) =>
        Assert.Equal(connector, Stitching.Interpret(new LogWriter(connector: connector).Connect()).ConnectorId.ToString());

    // Latin-1 on the wire: 0xFC is no UTF-8.
    [Fact]
    public void Interpret_invalid_utf8_and_control_bytes_in_replies_break_nothing()
    {
        byte[] log = System.Text.Encoding.Latin1.GetBytes(new LogWriter().Row("+").Reply("220 mx.fabrikam.com K\u00FCche\u001B\u0001").Send("MAIL FROM:<a@contoso.com>")
            .Reply("550 5.7.64 TenantAttribution; Relay Access Denied \u00FC").Text);
        SmtpSession session = Assert.Single(Stitching.Interpret(Reading.Of(log).Rows));
        Assert.Equal(("mx.fabrikam.com", SessionOutcome.AttributionFailed), (session.RemoteHost, session.Outcome));
        Assert.EndsWith("\uFFFD", session.Messages[0].Decision!.Value.Reply.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Interpret_rows_out_of_time_order_keep_the_order_of_their_numbers()
    {
        LogWriter log = Talk();
        string[] lines = [.. log.Lines];
        (string first, string second) = (lines[3][..24], lines[4][..24]);
        lines[3] = second + lines[3][24..];
        lines[4] = first + lines[4][24..];
        SmtpSession session = Assert.Single(Stitching.Interpret(Reading.Of(LogWriter.Header + string.Join('\n', lines)).Rows));
        Assert.Equal((SessionOutcome.AttributionFailed, Phase.Rcpt), (session.Outcome, session.Recipients.Single().Phase));
    }

    [Fact]
    public void Interpret_connector_renamed_between_sessions_is_that_of_each()
    {
        string text = new LogWriter("08DE7A0000000001", connector: "old").Connect().Text
            + string.Concat(new LogWriter("08DE7A0000000002", connector: "new ").Connect().Lines.Select(line => line + "\n"));
        Assert.Equal(["old", "new "], Stitching.Interpret(Reading.Of(text).Rows).Select(session => session.ConnectorId.ToString()));
    }

    [GeneratedRegex("\"LineNumber\":[0-9]+")]
    private static partial Regex LineNumber();

    [GeneratedRegex(":25,[-+*<>],")]
    private static partial Regex EventColumn();

    private static LogWriter Talk() => new LogWriter { Remote = "198.51.100.25:25" }.Open().Message("m1")
        .Send("MAIL FROM:<a@contoso.com>", "RCPT TO:<b@fabrikam.com>")
        .Reply("250 2.1.0 Sender OK", "550 5.7.64 TenantAttribution; Relay Access Denied [h.prod.outlook.com 2026-03-12T06:15:13.000Z 08DD3FA5DBC8F401]").Quit();

    private static string Of(IEnumerable<string> lines)
    {
        Reading reading = Reading.Of(LogWriter.Header + string.Concat(lines.Select(line => line + "\r\n")));
        Assert.Empty(reading.Rejects);
        return Stitching.Fingerprint(Stitching.Interpret(reading.Rows));
    }
}
