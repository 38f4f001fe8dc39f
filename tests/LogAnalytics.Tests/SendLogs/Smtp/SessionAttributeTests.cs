using LogAnalytics.SendLogs.Smtp;

namespace LogAnalytics.Tests.SendLogs.Smtp;

/// <summary>What a session says beside its messages: greeting, TLS, connect, endpoints, outcome.</summary>
public class SessionAttributeTests
{
    private const string Refusal = "550 5.7.64 TenantAttribution; Relay Access Denied";

    [Theory]
    [InlineData("250 mx.fabrikam.com Hello [203.0.113.9] SIZE STARTTLS CHUNKING", "203.0.113.9", true)]
    [InlineData("250  mx.fabrikam.com Hello [203.0.113.9] SIZE CHUNKING", "203.0.113.9", false)]
    [InlineData("250 mx.fabrikam.com Hello [2001:db8::9] SIZE starttls", "2001:db8::9", true)]
    [InlineData("250 mx.fabrikam.com Hello [203.0.113.9] SIZE XXXXXXXX CHUNKING", "203.0.113.9", false)]
    [InlineData("250 mx.fabrikam.com", null, false)]
    [InlineData("250 Hello [203.0.113.9", null, false)]
    public void Interpret_reads_the_greeting(string reply, string? address, bool offered)
    {
        SmtpSession session = Stitching.Interpret(new LogWriter().Connect().Send("EHLO mail.contoso.com").Reply(reply));
        Assert.Equal((address, offered, false), (session.PublicAddress, session.StartTlsOffered, session.StartTlsUsed));
    }

    [Theory]
    [InlineData("220 *****************************", true)]
    [InlineData("220 ********2******0*****02****", true)]
    [InlineData("220 XXXXXXXXXXXXXXXX", true)]
    [InlineData("220 mx.fabrikam.com ESMTP *", false)]
    [InlineData("220 ", false)]
    [InlineData("220", false)]
    public void Interpret_tells_a_masked_banner(string banner, bool masked)
    {
        SmtpSession session = Stitching.Interpret(new LogWriter().Note("attempting to connect").Row("+").Reply(banner)
            .Send("EHLO mail.contoso.com").Reply("250 mx.fabrikam.com Hello [203.0.113.9]"));
        Assert.Equal((masked, "mx.fabrikam.com"), (session.BannerMasked, session.RemoteHost));
    }

    [Theory]
    [InlineData("NoCredentials")]
    [InlineData("UnknownCredentials")]
    [InlineData("SocketError")]
    public void Interpret_reads_a_failed_negotiation(string error)
    {
        SmtpSession session = Stitching.Interpret(new LogWriter().Connect().Greet().Send("STARTTLS").Reply("220 2.0.0 SMTP server ready")
            .Note(LogWriter.SentLabel, LogWriter.SentCertificate).Note($"TLS negotiation failed with error {error}").Row("-", "", "Local"));
        Assert.Equal((TlsResult.Failed, error, SessionOutcome.TlsFailed), (session.Tls, session.TlsError, session.Outcome));
        Assert.NotNull(session.SentCertificate);
        Assert.Null(session.TlsProtocol);
    }

    [Theory]
    [InlineData("TLS protocol SP_PROT_TLS1_0_CLIENT negotiation succeeded using bulk encryption algorithm CALG_AES_128 with strength 128 bits", "SP_PROT_TLS1_0_CLIENT", "CALG_AES_128")]
    [InlineData("TLS protocol 12288 negotiation succeeded using bulk encryption algorithm 26128 with strength 256 bits", "12288", "26128")]
    public void Interpret_reads_the_negotiated_protocol(string row, string protocol, string cipher)
    {
        SmtpSession session = Stitching.Interpret(new LogWriter().Connect().Note(row));
        Assert.Equal((TlsResult.Ok, protocol, cipher), (session.Tls, session.TlsProtocol, session.TlsCipher));
    }

    [Fact]
    public void Interpret_tls_without_sent_certificate_is_legal()
    {
        SmtpSession session = Stitching.Interpret(new LogWriter().Connect().Greet().Send("STARTTLS").Reply("220 ready").Note(LogWriter.TlsRow).Note(LogWriter.RemoteLabel, LogWriter.RemoteCertificate));
        Assert.Null(session.SentCertificate);
        Assert.NotNull(session.RemoteCertificate);
    }

    [Theory]
    [InlineData("Failed to connect. Winsock error code: 10061, Win32 error code: 10061, Destination domain: x, Error Message: No connection could be made 192.0.2.3:25.")]
    [InlineData("Verbindung fehlgeschlagen. Winsock error code: 10060, Win32 error code: 10060, Error Message: Ein Verbindungsversuch ist fehlgeschlagen 192.0.2.3:25.")]
    public void Interpret_failed_connect_in_any_language(string text)
    {
        SmtpSession session = Stitching.Interpret(new LogWriter().Row("*", "None", "Set Session Permissions").Note("attempting to connect").Note(text));
        Assert.Equal((SessionOutcome.ConnectFailed, false, false), (session.Outcome, session.HasConnect, session.HasDisconnect));
        Assert.Equal("", session.Local.Text);
    }

    [Theory]
    [InlineData("192.0.2.31:37964", "192.0.2.31", 37964)]
    [InlineData("[2001:db8::1]:25", "2001:db8::1", 25)]
    [InlineData("[fe80::1%4]:25", "fe80::1%4", 25)]
    [InlineData("[2001:db8::1]", "2001:db8::1", null)]
    [InlineData("mx.fabrikam.com:25", "mx.fabrikam.com", 25)]
    [InlineData("10.**.**.31:25", "10.**.**.31", 25)]
    [InlineData("10.**.**.31", "10.**.**.31", null)]
    [InlineData("192.0.2.31:99999", "192.0.2.31:99999", null)]
    [InlineData(":", ":", null)]
    [InlineData("", null, null)]
    public void Parse_splits_an_endpoint_at_its_last_colon(string text, string? address, int? port) =>
        Assert.Equal(new Endpoint(address, port, text), Endpoint.Parse(text));

    [Fact]
    public void Interpret_takes_the_first_outcome_that_holds()
    {
        const string accept = "250 2.1.5 Recipient OK";
        const string other = "550 5.4.1 Recipient address rejected: Access denied";
        const string later = "451 4.7.500 Server busy";
        Assert.Equal(SessionOutcome.AttributionFailed, Outcome(accept, Refusal, other, later));
        Assert.Equal(SessionOutcome.Attributed, Outcome(accept, other, later));
        Assert.Equal(SessionOutcome.Refused, Outcome(other, later));
        Assert.Equal(SessionOutcome.Transient, Outcome(later));
        Assert.Equal(SessionOutcome.AttributionFailed, Outcome("451 4.4.62 Mail sent to the wrong Office 365 region. ATTR35"));
        Assert.Equal(SessionOutcome.NoRelay, Stitching.Interpret(new LogWriter().Open().Quit()).Outcome);
        Assert.Equal(SessionOutcome.Unknown, Stitching.Interpret(new LogWriter().Note("attempting to connect")).Outcome);
        Assert.Equal(SessionOutcome.Refused, Stitching.Interpret(new LogWriter().Open().Send("MAIL FROM:<a@contoso.com>").Reply("550 5.1.8 Bad sender").Quit()).Outcome);
    }

    [Theory]
    [InlineData("220 AM5.mail.protection.outlook.com ESMTP", "250 2.1.0 Sender OK", RemoteFamily.ExchangeOnline, "banner host")]
    [InlineData("220 mx.fabrikam.com ESMTP", "550 5.1.1 no [DB9.eurprd01.prod.outlook.com]", RemoteFamily.ExchangeOnline, "host in reply")]
    [InlineData("220 mx.fabrikam.com ESMTP", Refusal, RemoteFamily.ExchangeOnline, "reply family")]
    [InlineData("220 mx.fabrikam.com ESMTP", "550 5.1.1 no mail.protection.outlook.com.fabrikam.com", RemoteFamily.Other, "banner host")]
    [InlineData("220 ****************", "250 2.1.0 Sender OK", RemoteFamily.Unknown, null)]
    public void Interpret_tells_the_service_by_evidence(string banner, string reply, RemoteFamily family, string? evidence)
    {
        SmtpSession session = Stitching.Interpret(new LogWriter().Note("attempting to connect").Row("+").Reply(banner).Send("MAIL FROM:<a@contoso.com>").Reply(reply));
        Assert.Equal((family, evidence), (session.RemoteFamily, session.RemoteEvidence));
    }

    private static SessionOutcome Outcome(params string[] replies)
    {
        LogWriter log = new LogWriter().Open().Send("MAIL FROM:<a@contoso.com>");
        for (int i = 0; i < replies.Length; i++)
            log.Send($"RCPT TO:<r{i}@fabrikam.com>");
        return Stitching.Interpret(log.Reply("250 2.1.0 Sender OK").Reply(replies).Send("BDAT 1 LAST").Reply("250 2.6.0 Queued").Quit()).Outcome;
    }
}
