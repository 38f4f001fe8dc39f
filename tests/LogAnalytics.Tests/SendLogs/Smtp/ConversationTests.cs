using LogAnalytics.SendLogs.Smtp;

namespace LogAnalytics.Tests.SendLogs.Smtp;

/// <summary>Whole sessions, row by row.</summary>
public class ConversationTests
{
    private const string Refusal = "550 5.7.64 TenantAttribution; Relay Access Denied [AM5EUR02FT025.eop-EUR02.prod.protection.outlook.com]";
    private const string Queued = "250 2.6.0 <m1@contoso.com> [InternalId=1, Hostname=x.fabrikam.com] 9000 bytes in 0.1, 88 KB/sec Queued mail for delivery";

    [Fact]
    public void Interpret_new_dialect_reads_the_whole_session()
    {
        SmtpSession session = Stitching.Interpret(new LogWriter().Open().Message("m1")
            .Send("MAIL FROM:<ann@contoso.com> SIZE=18019", "RCPT TO:<bob@fabrikam.com>", "RCPT TO:<eve@example.org>")
            .Reply("250 2.1.0 Sender OK", "250 2.1.5 Recipient OK", Refusal)
            .Send("BDAT 9000 LAST").Reply(Queued).Quit());
        Assert.Equal("AM5EUR02FT025.mail.protection.outlook.com", session.RemoteHost);
        Assert.Equal(("mail.contoso.com", "203.0.113.9"), (session.HeloName, session.PublicAddress));
        Assert.Equal(("192.0.2.10", 37964), (session.Local.Address?.ToString(), session.Local.Port));
        Assert.Equal((true, true, TlsResult.Ok), (session.StartTlsOffered, session.StartTlsUsed, session.Tls));
        Assert.Equal(("SP_PROT_TLS1_2_CLIENT", "CALG_AES_256"), (session.TlsProtocol, session.TlsCipher));
        Assert.Equal(LogWriter.SentThumbprint, session.SentCertificate?.Thumbprint);
        Assert.Equal(LogWriter.RemoteThumbprint, session.RemoteCertificate?.Thumbprint);
        Assert.Equal(RemoteFamily.ExchangeOnline, session.RemoteFamily);
        Assert.True(session is { IsComplete: true, HasConnect: true, HasDisconnect: true, CloseReason: "Local", BannerMasked: false });
        Assert.Equal((1, "tenant_attribution", SessionOutcome.AttributionFailed), (session.AttributionErrorCount, session.AttributionFamily, session.Outcome));

        SmtpMessage message = Assert.Single(session.Messages);
        Assert.Equal(("<m1@contoso.com>", "ann@contoso.com"), (message.InternetMessageId?.ToString(), message.Sender?.ToString()));
        Assert.Equal(
            [("bob@fabrikam.com", RecipientOutcome.Accepted, Phase.Data, "2.6.0"), ("eve@example.org", RecipientOutcome.Refused, (Phase?)Phase.Rcpt, "5.7.64")],
            message.Recipients.Select(recipient => (recipient.Recipient.ToString(), recipient.Outcome, recipient.Phase, recipient.Reply!.Value.Reply.EnhancedCode!)));
        Assert.Equal("tenant_attribution", message.AttributionFamily?.Id);
    }

    [Fact]
    public void Interpret_old_dialect_reads_the_whole_session()
    {
        LogWriter log = new LogWriter().Note("attempting to connect");
        log.Local = "192.0.2.10:1024";
        SmtpSession session = Stitching.Interpret(log.Row("+").Reply("220 mx.fabrikam.com ESMTP")
            .Send("EHLO mail.contoso.com").Reply("250-mx.fabrikam.com Hello [203.0.113.9]", "250-SIZE", "250-STARTTLS", "250 CHUNKING")
            .Send("STARTTLS").Reply("220 2.0.0 SMTP server ready")
            .Note("Sending certificate").Note("Certificate subject", "CN=*.contoso.com")
            .Note("Certificate issuer name", "CN=CommonName, OU=OrganizationalUnit, O=OrganizationName, L=Location, S=State, C=Country")
            .Note("Certificate serial number", "0A1B").Note("Certificate thumbprint", LogWriter.SentThumbprint)
            .Note("Certificate alternate names", "*.contoso.com;contoso.com").Note(LogWriter.TlsRow)
            .Note("Received certificate").Note("Certificate thumbprint", LogWriter.RemoteThumbprint)
            .Send("EHLO mail.contoso.com").Reply("250-mx.fabrikam.com Hello [203.0.113.9]", "250 CHUNKING")
            .Message("m1").Send("MAIL FROM:<>", "RCPT TO:<bob@fabrikam.com>").Reply("250 2.1.0 Sender OK", "250 2.1.5 Recipient OK")
            .Send("DATA").Reply("354 Start mail input; end with <CRLF>.<CRLF>", Queued).Quit());
        Assert.Equal(("mx.fabrikam.com", "203.0.113.9", true), (session.RemoteHost, session.PublicAddress, session.StartTlsOffered));
        Assert.Equal(("CN=*.contoso.com", LogWriter.SentThumbprint), (session.SentCertificate!.Subject, session.SentCertificate.Thumbprint));
        Assert.Equal(["*.contoso.com", "contoso.com"], session.SentCertificate.AlternateNames);
        Assert.Equal((LogWriter.RemoteThumbprint, null), (session.RemoteCertificate!.Thumbprint, session.RemoteCertificate.Subject));
        Assert.Equal(("", SessionOutcome.Attributed), (session.Messages[0].Sender?.ToString(), session.Outcome));
        Assert.Equal((RecipientOutcome.Accepted, Phase.Data), (session.Recipients.Single().Outcome, session.Recipients.Single().Phase));
        Assert.Equal(RemoteFamily.Other, session.RemoteFamily);
        Assert.True(session.IsComplete);
    }

    [Fact]
    public void Interpret_many_messages_are_told_apart()
    {
        SmtpSession session = Stitching.Interpret(new LogWriter().Open()
            .Message("m1").Send("MAIL FROM:<a@contoso.com>", "RCPT TO:<b@fabrikam.com>").Reply("250 2.1.0 Sender OK", Refusal)
            .Send("RSET").Reply("250 2.0.0 Resetting")
            .Message("m2").Send("MAIL FROM:<c@contoso.com>", "RCPT TO:<d@fabrikam.com>").Reply("250 2.1.0 Sender OK", "250 2.1.5 Recipient OK")
            .Send("BDAT 1 LAST").Reply(Queued).Quit());
        Assert.Equal([(1, "<m1@contoso.com>", "tenant_attribution"), (2, "<m2@contoso.com>", null)],
            session.Messages.Select(message => (message.Index, message.InternetMessageId.ToString()!, message.AttributionFamily?.Id)));
        Assert.Equal([RecipientOutcome.Refused, RecipientOutcome.Accepted], session.Recipients.Select(recipient => recipient.Outcome));
    }

    [Fact]
    public void Interpret_refused_mail_decides_its_pipelined_recipients()
    {
        RecipientAttempt[] recipients = Recipients(log => log.Send("MAIL FROM:<a@contoso.com>", "RCPT TO:<b@fabrikam.com>", "RCPT TO:<c@fabrikam.com>")
            .Reply(Refusal, "503 5.5.2 Need mail command", "503 5.5.2 Need mail command"));
        Assert.All(recipients, recipient => Assert.Equal((RecipientOutcome.Refused, Phase.Mail, 550), (recipient.Outcome, recipient.Phase, recipient.Reply!.Value.Reply.Code)));
    }

    [Theory]
    [InlineData("BDAT 9000 LAST")]
    [InlineData("BDAT 9000")]
    public void Interpret_refused_data_decides_the_recipients_that_wait(string command)
    {
        RecipientAttempt[] recipients = Recipients(log => log.Send("MAIL FROM:<a@contoso.com>", "RCPT TO:<b@fabrikam.com>", "RCPT TO:<c@fabrikam.com>")
            .Reply("250 2.1.0 Sender OK", "550 5.4.1 Recipient address rejected: Access denied", "250 2.1.5 Recipient OK").Send(command).Reply(Refusal));
        Assert.Equal([(Phase.Rcpt, "5.4.1"), (Phase.Data, "5.7.64")], recipients.Select(recipient => (recipient.Phase!.Value, recipient.Reply!.Value.Reply.EnhancedCode!)));
    }

    [Fact]
    public void Interpret_data_split_into_chunks_is_accepted_by_the_last()
    {
        RecipientAttempt recipient = Assert.Single(Recipients(log => log.Send("MAIL FROM:<a@contoso.com>", "RCPT TO:<b@fabrikam.com>")
            .Reply("250 2.1.0 Sender OK", "250 2.1.5 Recipient OK").Send("BDAT 9000").Reply("250 2.0.0 9000 octets").Send("BDAT 12 LAST").Reply(Queued)));
        Assert.Equal((RecipientOutcome.Accepted, "2.6.0"), (recipient.Outcome, recipient.Reply!.Value.Reply.EnhancedCode));
    }

    [Fact]
    public void Interpret_refused_after_354_is_phase_data()
    {
        RecipientAttempt recipient = Assert.Single(Recipients(log => log.Send("MAIL FROM:<a@contoso.com>", "RCPT TO:<b@fabrikam.com>")
            .Reply("250 2.1.0 Sender OK", "250 2.1.5 Recipient OK").Send("DATA").Reply("354 Go ahead", Refusal)));
        Assert.Equal((RecipientOutcome.Refused, Phase.Data), (recipient.Outcome, recipient.Phase));
    }

    [Fact]
    public void Interpret_reply_to_data_without_recipients_does_not_replace_the_decision()
    {
        SmtpSession session = Mail(log => log.Send("MAIL FROM:<a@contoso.com>", "RCPT TO:<b@fabrikam.com>", "DATA")
            .Reply("250 2.1.0 Sender OK", "550 5.4.1 Recipient address rejected: Access denied", "503 5.5.2 Need rcpt command"));
        Assert.Equal("5.4.1", session.Messages[0].Decision!.Value.Reply.EnhancedCode);
        Assert.Equal("5.4.1", session.Recipients.Single().Reply!.Value.Reply.EnhancedCode);
    }

    [Fact]
    public void Interpret_multi_line_refusal_is_one_reply_at_its_first_row()
    {
        LogWriter log = new LogWriter().Connect().Greet().Send("MAIL FROM:<a@contoso.com>", "RCPT TO:<b@fabrikam.com>").Reply("250 2.1.0 Sender OK");
        int place = 5 + log.Lines.Count + 1;
        SmtpSession session = Stitching.Interpret(log.Reply("550-5.7.64 TenantAttribution;", "550-5.7.64 Relay Access", "550 5.7.64 Denied").Quit());
        ReplyRow reply = session.Recipients.Single().Reply!.Value;
        Assert.Equal((1, "5.7.64", place), (session.AttributionErrorCount, reply.Reply.EnhancedCode, reply.Place.LineNumber));
        Assert.Equal("550 5.7.64 TenantAttribution; 5.7.64 Relay Access 5.7.64 Denied", reply.Reply.Text);
    }

    [Fact]
    public void Interpret_multi_line_refusal_cut_before_its_last_line_still_counts()
    {
        SmtpSession cut = Mail(log => log.Send("MAIL FROM:<a@contoso.com>", "RCPT TO:<b@fabrikam.com>").Reply("250 2.1.0 Sender OK", "550-5.7.64 TenantAttribution;"), quit: false);
        Assert.Equal((1, RecipientOutcome.Refused), (cut.AttributionErrorCount, cut.Recipients.Single().Outcome));
    }

    [Fact]
    public void Interpret_multi_line_reply_cut_does_not_swallow_the_next_reply()
    {
        RecipientAttempt[] recipients = Recipients(log => log.Send("MAIL FROM:<a@contoso.com>", "RCPT TO:<b@fabrikam.com>", "RCPT TO:<c@fabrikam.com>")
            .Reply("250 2.1.0 Sender OK", "550-5.7.64 TenantAttribution;").Lose(1).Reply("250 2.1.5 Recipient OK").Send("BDAT 1 LAST").Reply(Queued));
        Assert.Equal([(RecipientOutcome.Refused, "5.7.64"), (RecipientOutcome.Accepted, "2.6.0")],
            recipients.Select(recipient => (recipient.Outcome, recipient.Reply!.Value.Reply.EnhancedCode!)));
    }

    [Fact]
    public void Interpret_421_in_the_middle_decides_one_and_leaves_the_rest_unanswered()
    {
        SmtpSession session = Mail(log => log.Send("MAIL FROM:<a@contoso.com>", "RCPT TO:<b@fabrikam.com>", "RCPT TO:<c@fabrikam.com>")
            .Reply("250 2.1.0 Sender OK", "421 4.3.2 Service not available").Row("-", "", "Remote"), quit: false);
        Assert.Equal([RecipientOutcome.Transient, RecipientOutcome.Unanswered], session.Recipients.Select(recipient => recipient.Outcome));
        Assert.Equal((SessionOutcome.Transient, "Remote"), (session.Outcome, session.CloseReason));
    }

    [Fact]
    public void Interpret_session_cut_leaves_accepted_recipients_unanswered()
    {
        SmtpSession session = Mail(log => log.Send("MAIL FROM:<a@contoso.com>", "RCPT TO:<b@fabrikam.com>").Reply("250 2.1.0 Sender OK", "250 2.1.5 Recipient OK"), quit: false);
        Assert.Equal((RecipientOutcome.Unanswered, SessionOutcome.Unknown, false), (session.Recipients.Single().Outcome, session.Outcome, session.IsComplete));
    }

    [Fact]
    public void Interpret_headless_fragment_has_no_known_sender_and_a_hole()
    {
        SmtpSession session = Stitching.Interpret(new LogWriter(from: 30).Send("RCPT TO:<b@fabrikam.com>").Reply(Refusal).Quit());
        Assert.Null(Assert.Single(session.Messages).Sender);
        Assert.Equal((RecipientOutcome.Refused, 1, false), (session.Recipients.Single().Outcome, session.SequenceHoles, session.IsComplete));
        Assert.Null(session.StartTlsOffered);
    }

    [Fact]
    public void Interpret_mail_row_lost_opens_a_message_of_its_own()
    {
        SmtpSession session = Mail(log => log.Send("MAIL FROM:<a@contoso.com>", "RCPT TO:<b@fabrikam.com>").Reply("250 2.1.0 Sender OK", "250 2.1.5 Recipient OK")
            .Send("BDAT 1 LAST").Reply(Queued).Lose(1).Send("RCPT TO:<c@fabrikam.com>").Lose(1).Reply(Refusal));
        Assert.Equal(["a@contoso.com", null], session.Messages.Select(message => message.Sender?.ToString()));
        Assert.Equal([RecipientOutcome.Accepted, RecipientOutcome.Refused], session.Recipients.Select(recipient => recipient.Outcome));
    }

    [Fact]
    public void Interpret_banner_lost_does_not_shift_the_replies()
    {
        LogWriter log = new LogWriter().Row("*", "None", "Set Session Permissions").Note("attempting to connect").Lose(2);
        SmtpSession session = Stitching.Interpret(log.Greet().Send("MAIL FROM:<a@contoso.com>", "RCPT TO:<b@fabrikam.com>")
            .Reply("250 2.1.0 Sender OK", Refusal).Quit());
        Assert.Equal(("203.0.113.9", true), (session.PublicAddress, session.StartTlsOffered));
        Assert.Equal(Phase.Rcpt, session.Recipients.Single().Phase);
    }

    [Fact]
    public void Interpret_reply_to_mail_lost_does_not_shift_the_recipients()
    {
        RecipientAttempt[] recipients = Recipients(log => log.Send("MAIL FROM:<a@contoso.com>", "RCPT TO:<b@fabrikam.com>", "RCPT TO:<c@fabrikam.com>")
            .Lose(1).Reply("250 2.1.5 Recipient OK", Refusal));
        Assert.Equal([RecipientOutcome.Unanswered, RecipientOutcome.Refused], recipients.Select(recipient => recipient.Outcome));
    }

    [Theory]
    [InlineData(0, 0, true)]
    [InlineData(1, 1, false)]
    [InlineData(5, 1, false)]
    public void Interpret_counts_holes_not_lost_rows(int lost, int holes, bool complete)
    {
        SmtpSession session = Stitching.Interpret(new LogWriter().Connect().Lose(lost).Greet().Quit());
        Assert.Equal((holes, complete), (session.SequenceHoles, session.IsComplete));
    }

    [Fact]
    public void Interpret_event_column_lost_gives_the_same_session()
    {
        LogWriter whole = Full(new LogWriter(), eventsLost: false);
        LogWriter lost = Full(new LogWriter(), eventsLost: true);
        Assert.Equal(Stitching.Fingerprint([Stitching.Interpret(whole)]), Stitching.Fingerprint([Stitching.Interpret(lost)]));
    }

    [Theory]
    [InlineData("Local")]
    [InlineData("Remote")]
    [InlineData("Remote(SocketError)")]
    [InlineData("Remote(ConnectionReset)")]
    public void Interpret_keeps_the_close_reason(string reason) =>
        Assert.Equal(reason, Stitching.Interpret(new LogWriter().Connect().Row("-", "", reason)).CloseReason);

    [Fact]
    public void Interpret_connector_renamed_takes_the_last_name()
    {
        string text = new LogWriter().Connect().Text + string.Concat(new LogWriter(from: 4, connector: "Neu, ").Greet().Lines.Select(line => line + "\n"));
        Assert.Equal("Neu, ", Assert.Single(Stitching.Interpret(Reading.Of(text).Rows)).ConnectorId.ToString());
    }

    private static SmtpSession Mail(Action<LogWriter> talk, bool quit = true)
    {
        LogWriter log = new LogWriter().Open().Message("m1");
        talk(log);
        return Stitching.Interpret(quit ? log.Quit() : log);
    }

    private static RecipientAttempt[] Recipients(Action<LogWriter> talk) => [.. Mail(talk).Recipients];

    private static LogWriter Full(LogWriter log, bool eventsLost)
    {
        string E(string logEvent) => eventsLost ? "" : logEvent;
        log.Row(E("*"), "", "attempting to connect");
        log.Local = "192.0.2.10:37964";
        return log.Row(E("+")).Row(E("<"), "220 mx.fabrikam.com ESMTP").Row(E(">"), "EHLO mail.contoso.com").Row(E("<"), "250 mx.fabrikam.com Hello [203.0.113.9] STARTTLS")
            .Row(E(">"), "MAIL FROM:<a@contoso.com>").Row(E(">"), "RCPT TO:<b@fabrikam.com>").Row(E("<"), "250 2.1.0 Sender OK").Row(E("<"), Refusal)
            .Row(E(">"), "QUIT").Row(E("<"), "221 2.0.0 Bye").Row(E("-"), "", "Remote(SocketError)");
    }
}
