using LogAnalytics.SendLogs.Smtp;
using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.Tests.SendLogs.Smtp;

/// <summary>What a session says beside its messages: greeting, TLS, connect, endpoints, outcome.</summary>
public class SessionAttributeTests
{
    private const string Refusal = "550 5.7.64 TenantAttribution; Relay Access Denied";

    [Theory]
    [InlineData("250 mx.fabrikam.com Hello [203.0.113.9] SIZE STARTTLS CHUNKING", "203.0.113.9", true)]
    [InlineData("250  mx.fabrikam.com Hello [203.0.113.9] SIZE CHUNKING", "203.0.113.9", false)]
    [InlineData("250 mx.fabrikam.com Hello [2001:db8::9] SIZE starttls", "2001:db8::9", true)]
    [InlineData("250 mx.fabrikam.com Hello [IPv6:2001:db8::9] SIZE STARTTLS", "2001:db8::9", true)]
    [InlineData("250 mx.fabrikam.com Hello mail.contoso.com [203.0.113.9], pleased to meet you STARTTLS", "203.0.113.9", true)]
    [InlineData("250 mx.fabrikam.com Hello mail.contoso.com SIZE [203.0.113.9]", null, false)]
    [InlineData("250 mx.fabrikam.com Hello", null, false)]
    [InlineData("250 mx.fabrikam.com Hello [203.0.113.9] SIZE XXXXXXXA CHUNKING", "203.0.113.9", false)]
    [InlineData("250 mx.fabrikam.com Hello [203.0.113.9] SIZE XXXXXXXX CHUNKING", "203.0.113.9", false)]
    [InlineData("250 mx.fabrikam.com", null, false)]
    [InlineData("250 Hello [203.0.113.9", null, false)]
    public void Interpret_reads_the_greeting(string reply, string? address, bool offered)
    {
        SmtpSession session = Stitching.Interpret(new LogWriter().Connect().Send("EHLO mail.contoso.com").Reply(reply));
        Assert.Equal((address, offered, false), (session.PublicAddress, session.StartTlsOffered, session.StartTlsUsed));
    }

    [Fact]
    public void Interpret_helo_asks_for_no_extensions()
    {
        SmtpSession session = Stitching.Interpret(new LogWriter().Connect().Send("HELO mail.contoso.com").Reply("250 mx.fabrikam.com Hello [203.0.113.9]"));
        Assert.Equal((null, "203.0.113.9", "mail.contoso.com"), (session.StartTlsOffered, session.PublicAddress, session.HeloName));
    }

    [Fact]
    public void Interpret_old_dialect_greeting_offers_starttls_in_a_row_of_its_own()
    {
        SmtpSession session = Stitching.Interpret(new LogWriter().Connect().Send("EHLO mail.contoso.com")
            .Reply("250-mx.fabrikam.com Hello [2001:db8::9]", "250-SIZE", "250-STARTTLS", "250-X-ANONYMOUSTLS", "250 CHUNKING"));
        SmtpSession masked = Stitching.Interpret(new LogWriter().Connect().Send("EHLO mail.contoso.com")
            .Reply("250-mx.fabrikam.com Hello [2001:db8::9]", "250-SIZE", "250-XXXXXXXX", "250-X-ANONYMOUSTLS", "250 CHUNKING"));
        Assert.Equal((true, "2001:db8::9"), (session.StartTlsOffered, session.PublicAddress));
        Assert.Equal((false, "2001:db8::9"), (masked.StartTlsOffered, masked.PublicAddress));
    }

    [Theory]
    [InlineData("220 mx.fabrikam.com **************************", true)]
    [InlineData("220 mx.fabrikam.com Welcome *** no spam ***", false)]
    public void Interpret_partly_masked_banner_keeps_the_host_it_shows(string banner, bool masked)
    {
        SmtpSession session = Stitching.Interpret(new LogWriter().Row("+").Reply(banner));
        Assert.Equal((masked, "mx.fabrikam.com"), (session.BannerMasked, session.RemoteHost));
    }

    [Fact]
    public void Interpret_banner_masked_with_its_code_is_still_the_banner()
    {
        SmtpSession session = Stitching.Interpret(new LogWriter().Row("+").Reply("*******************")
            .Send("EHLO mail.contoso.com").Reply("250 mx.fabrikam.com Hello [203.0.113.9] STARTTLS"));
        Assert.Equal((true, "203.0.113.9", true), (session.BannerMasked, session.PublicAddress, session.StartTlsOffered));
    }

    [Fact]
    public void Interpret_first_row_lost_still_finds_the_banner()
    {
        LogWriter log = new LogWriter(from: 1).Note("attempting to connect").Row("+").Reply("220 mx.fabrikam.com ESMTP ready at Thu, 12 Mar 2026 06:15:13 +0000");
        SmtpSession session = Stitching.Interpret(log.Greet().Quit());
        Assert.Equal(("mx.fabrikam.com", "203.0.113.9", 1, false), (session.RemoteHost, session.PublicAddress, session.SequenceHoles, session.IsComplete));
        Assert.Equal(ClockSource.Banner, session.ClockSource);
    }

    [Fact]
    public void Interpret_reply_to_starttls_is_no_banner()
    {
        LogWriter log = new LogWriter(from: 8).Reply("220 2.0.0 SMTP server ready").Note(LogWriter.TlsRow).Greet();
        Assert.Equal("AM5EUR02FT025.mail.protection.outlook.com", Stitching.Interpret(log).RemoteHost);
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
    [InlineData("InvalidToken")]
    [InlineData("IllegalMessage")]
    [InlineData("-2146893048")]
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
    [InlineData(LogWriter.TlsRow, "SP_PROT_TLS1_2_CLIENT", "CALG_AES_256")]
    [InlineData("TLS protocol SP_PROT_TLS1_1_CLIENT negotiation succeeded using bulk encryption algorithm CALG_3DES with strength 168 bits", "SP_PROT_TLS1_1_CLIENT", "CALG_3DES")]
    [InlineData("TLS protocol SP_PROT_TLS1_3_CLIENT negotiation succeeded using bulk encryption algorithm CALG_AES_256 with strength 256 bits", "SP_PROT_TLS1_3_CLIENT", "CALG_AES_256")]
    [InlineData("TLS protocol TLS 1.3 negotiation succeeded using bulk encryption algorithm TLS_AES_256_GCM_SHA384 with strength 256 bits", "TLS 1.3", "TLS_AES_256_GCM_SHA384")]
    [InlineData("TLS protocol SP_PROT_TLS1_2_CLIENT negotiation succeeded", "SP_PROT_TLS1_2_CLIENT", null)]
    [InlineData("TLS protocol 12288 negotiation succeeded using bulk encryption algorithm 26128 with strength 256 bits", "12288", "26128")]
    public void Interpret_reads_the_negotiated_protocol(string row, string protocol, string? cipher)
    {
        SmtpSession session = Stitching.Interpret(new LogWriter().Connect().Note(row));
        Assert.Equal((TlsResult.Ok, protocol, cipher), (session.Tls, session.TlsProtocol, session.TlsCipher));
    }

    // After a failed negotiation Exchange may come back in a new session and in clear text.
    [Fact]
    public void Interpret_retry_without_starttls_shows_the_offer_and_no_use()
    {
        SmtpSession session = Stitching.Interpret(new LogWriter().Connect().Greet().Send("MAIL FROM:<a@contoso.com>", "RCPT TO:<b@fabrikam.com>").Reply("250 2.1.0 Sender OK", Refusal).Quit());
        Assert.Equal((true, false, TlsResult.None, null), (session.StartTlsOffered, session.StartTlsUsed, session.Tls, session.TlsError));
        Assert.Equal((SessionOutcome.AttributionFailed, null), (session.Outcome, session.SentCertificate));
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
    [InlineData("Failed to connect. Winsock error code: 10061, Win32 error code: 10061, Destination domain: x, Error Message: Es konnte keine Verbindung hergestellt werden, da der Zielcomputer die Verbindung verweigerte 192.0.2.3:25.")]
    [InlineData("Failed to connect. Winsock error code: 10061, Win32 error code: 10061, Destination domain: x, Error Message: Aucune connexion n'a pu être établie car l'ordinateur cible l'a expressément refusée 192.0.2.3:25.")]
    [InlineData("Failed to connect. Winsock error code: 10061, Win32 error code: 10061, Destination domain: x, Error Message: 対象のコンピューターによって拒否されたため、接続できませんでした。 192.0.2.3:25.")]
    [InlineData("Échec de la connexion. Code d'erreur Winsock : 10061, code d'erreur Win32 : 10061, domaine de destination : x, message d'erreur : refusée 192.0.2.3:25.")]
    [InlineData("接続できませんでした。Winsock エラー コード: 10060、Win32 エラー コード: 10060、対象ドメイン: x [2001:db8::25]:25")]
    public void Interpret_failed_connect_in_any_language(string text)
    {
        SmtpSession session = Stitching.Interpret(new LogWriter().Row("*", "None", "Set Session Permissions").Note("attempting to connect").Note(text));
        Assert.Equal((SessionOutcome.ConnectFailed, false, false), (session.Outcome, session.HasConnect, session.HasDisconnect));
        Assert.Equal("", session.Local.Text.ToString());
    }

    // Without the labels only a code that stands there twice tells, and only before a connection stands.
    [Theory]
    [InlineData("Échec de la connexion : 10061 192.0.2.3:25.")]
    [InlineData("Échec de la connexion : 10061, 10060.")]
    [InlineData("queue 25000, queue 25000")]
    [InlineData("id 110061 and 110061")]
    public void Interpret_text_without_the_codes_says_nothing_of_the_connection(string text)
    {
        SmtpSession session = Stitching.Interpret(new LogWriter().Note("attempting to connect").Note(text));
        Assert.Equal((false, SessionOutcome.Unknown), (session.ConnectFailed, session.Outcome));
    }

    [Fact]
    public void Interpret_codes_behind_the_connect_are_no_failed_connect()
    {
        SmtpSession session = Stitching.Interpret(new LogWriter().Connect().Note("Winsock error code: 10054 and 10054"));
        Assert.Equal((false, SessionOutcome.NoRelay), (session.ConnectFailed, session.Outcome));
    }

    [Fact]
    public void Interpret_second_attempt_that_connects_is_no_failed_connect()
    {
        LogWriter log = new LogWriter().Note("attempting to connect").Note("Failed to connect. Winsock error code: 10060, Win32 error code: 10060");
        log.Remote = "[2001:db8::25%7]:25";
        SmtpSession session = Stitching.Interpret(log.Note("attempting to connect").Row("+").Reply("220 mx.fabrikam.com ESMTP").Quit());
        Assert.Equal((false, SessionOutcome.NoRelay, "mx.fabrikam.com"), (session.ConnectFailed, session.Outcome, session.RemoteHost));
        Assert.Equal(("2001:db8::25%7", 25), (session.Remote.Address?.ToString(), session.Remote.Port));
    }

    [Theory]
    [InlineData("192.0.2.31:37964", "192.0.2.31", 37964)]
    [InlineData("[2001:db8::1]:25", "2001:db8::1", 25)]
    [InlineData("[fe80::1%4]:25", "fe80::1%4", 25)]
    [InlineData("[2001:db8::1]", "2001:db8::1", null)]
    [InlineData("[::1]:2525", "::1", 2525)]
    [InlineData("[2001:db8::1]:", "[2001:db8::1]:", null)]
    [InlineData("mx.fabrikam.com", "mx.fabrikam.com", null)]
    [InlineData("2001:db8::**:1:25", "2001:db8::**:1", 25)]
    [InlineData("mx.fabrikam.com:25", "mx.fabrikam.com", 25)]
    [InlineData("10.**.**.31:25", "10.**.**.31", 25)]
    [InlineData("10.**.**.31", "10.**.**.31", null)]
    [InlineData("192.0.2.31:99999", "192.0.2.31:99999", null)]
    [InlineData("mx.fabrikam.com:65535", "mx.fabrikam.com", 65535)]
    [InlineData("mx.fabrikam.com:65536", "mx.fabrikam.com:65536", null)]
    [InlineData("mx.fabrikam.com:000025", "mx.fabrikam.com:000025", null)]
    [InlineData("mx.fabrikam.com:+25", "mx.fabrikam.com:+25", null)]
    [InlineData("mx.fabrikam.com: 25 ", "mx.fabrikam.com: 25 ", null)]
    [InlineData("mx.fabrikam.com:25\0", "mx.fabrikam.com:25\0", null)]
    [InlineData("mx.fabrikam.com:２５", "mx.fabrikam.com:２５", null)]
    [InlineData("[]:25", null, 25)]
    [InlineData(":25", null, 25)]
    [InlineData("[]", null, null)]
    [InlineData(":", ":", null)]
    [InlineData("", null, null)]
    public void Parse_splits_an_endpoint_at_its_last_colon(string text, string? address, int? port) =>
        Assert.Equal(Stitching.EndpointOf(address, port, text), Endpoint.Parse(Utf8Text.Of(text)));

    [Fact]
    public void TryTls_row_without_a_protocol_gives_no_cipher()
    {
        bool isTls = InformationRow.TryTls("TLS protocol  negotiation succeeded using bulk encryption algorithm CALG_AES_256", out string? protocol, out string? cipher);
        Assert.Equal((false, null, null), (isTls, protocol, cipher));
    }

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
    [InlineData("220 ****************", "550 5.7.68 TenantInboundAttribution; Direct Send not allowed", RemoteFamily.ExchangeOnline, "reply family")]
    [InlineData("220 mx.fabrikam.com ESMTP", "451 5.7.3 STARTTLS is required to send mail", RemoteFamily.Other, "banner host")]
    [InlineData("220 ****************", "250 2.6.0 <1@contoso.com> [InternalId=1, Hostname=DB9.eurprd01.prod.outlook.com] Queued mail for delivery", RemoteFamily.ExchangeOnline, "host in reply")]
    [InlineData("220 mx.fabrikam.com ESMTP", "250 2.6.0 <1@DB9.eurprd01.prod.outlook.com> [InternalId=1, Hostname=mx.fabrikam.com] Queued mail for delivery", RemoteFamily.Other, "banner host")]
    [InlineData("220 contoso-com.a-v1.mx.microsoft ESMTP", "250 2.1.0 Sender OK", RemoteFamily.ExchangeOnline, "banner host")]
    [InlineData("220 x.mail.protection.office365.us ESMTP", "250 2.1.0 Sender OK", RemoteFamily.ExchangeOnline, "banner host")]
    [InlineData("220 x.mail.protection.partner.outlook.cn ESMTP", "250 2.1.0 Sender OK", RemoteFamily.ExchangeOnline, "banner host")]
    [InlineData("220 mx.fabrikam.com ESMTP", "550 5.1.1 no mail.protection.outlook.com.fabrikam.com", RemoteFamily.Other, "banner host")]
    [InlineData("220 ****************", "250 2.1.0 Sender OK", RemoteFamily.Unknown, null)]
    public void Interpret_tells_the_service_by_evidence(string banner, string reply, RemoteFamily family, string? evidence)
    {
        SmtpSession session = Stitching.Interpret(new LogWriter().Note("attempting to connect").Row("+").Reply(banner).Send("MAIL FROM:<a@contoso.com>").Reply(reply));
        Assert.Equal((family, evidence), (session.RemoteFamily, session.RemoteEvidence));
    }

    [Theory]
    [InlineData(" CN=mail.protection.outlook.com, O=Microsoft CN=CA 0A1B {0}")]
    [InlineData(" CN=eop, O=Microsoft CN=CA 0A1B {0} x.example;*.mail.protection.outlook.com")]
    public void Interpret_tells_the_service_by_the_names_of_its_certificate(string certificate)
    {
        string data = string.Format(System.Globalization.CultureInfo.InvariantCulture, certificate, LogWriter.RemoteThumbprint);
        SmtpSession remote = Stitching.Interpret(new LogWriter().Row("+").Reply("220 ***********").Note(LogWriter.RemoteLabel, data));
        SmtpSession ours = Stitching.Interpret(new LogWriter().Row("+").Reply("220 ***********").Note(LogWriter.SentLabel, data));
        Assert.Equal((RemoteFamily.ExchangeOnline, "remote certificate"), (remote.RemoteFamily, remote.RemoteEvidence));
        Assert.Equal(RemoteFamily.Unknown, ours.RemoteFamily);
    }

    [Theory]
    [InlineData("<", "454 4.7.5 Certificate validation failure", "certificate_validation")]
    [InlineData("<", "550 5.7.51 TenantInboundAttribution; There is a partner connector configured", "tenant_inbound_attribution")]
    [InlineData("*", "454 4.7.5 The certificate specified in TlsCertificateName of the SendConnector could not be found.", "certificate_not_found")]
    [InlineData("*", Refusal, null)]
    [InlineData("<", "550 5.4.1 Relay Access Denied", null)]
    public void Interpret_notes_a_companion_and_never_counts_it(string logEvent, string text, string? family)
    {
        LogWriter log = new LogWriter().Connect().Send("STARTTLS");
        SmtpSession session = Stitching.Interpret(logEvent == "*" ? log.Note(text) : log.Reply(text));
        Assert.Equal((family, 0, null), (session.CompanionFamily, session.AttributionErrorCount, session.AttributionFamily));
    }

    private static SessionOutcome Outcome(params string[] replies)
    {
        LogWriter log = new LogWriter().Open().Send("MAIL FROM:<a@contoso.com>");
        for (int i = 0; i < replies.Length; i++)
            log.Send($"RCPT TO:<r{i}@fabrikam.com>");
        return Stitching.Interpret(log.Reply("250 2.1.0 Sender OK").Reply(replies).Send("BDAT 1 LAST").Reply("250 2.6.0 Queued").Quit()).Outcome;
    }
}
