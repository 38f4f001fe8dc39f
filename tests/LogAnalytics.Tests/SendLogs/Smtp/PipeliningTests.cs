using CsCheck;
using LogAnalytics.SendLogs.Smtp;

namespace LogAnalytics.Tests.SendLogs.Smtp;

/// <summary>Replies belong to commands in their order, whatever is pipelined, cut or lost.</summary>
public class PipeliningTests
{
    private const string Refusal = "550 5.7.64 TenantAttribution; Relay Access Denied";
    private const string Accepted = "250 2.1.5 Recipient OK";
    private const string Queued = "250 2.6.0 <m1@contoso.com> [InternalId=1, Hostname=x.fabrikam.com] Queued mail for delivery";

    private static readonly string[] _mailReplies = ["250 2.1.0 Sender OK", "250 2.1.0 Sender OK", "250 2.1.0 Sender OK", Refusal, "451 4.7.500 Server busy"];
    private static readonly string[] _recipientReplies = [Accepted, Accepted, Refusal, "550 5.4.1 Recipient address rejected", "452 4.5.3 Too many recipients"];
    private static readonly string[] _dataReplies = [Queued, Queued, Refusal, "451 4.3.2 Storage full"];

    [Theory]
    [InlineData("mail", Phase.Mail)]
    [InlineData("rcpt", Phase.Rcpt)]
    [InlineData("data", Phase.Data)]
    [InlineData("354", Phase.Data)]
    [InlineData("chunk", Phase.Data)]
    [InlineData("last", Phase.Data)]
    public void Interpret_attribution_error_in_any_phase_fails_the_recipient(string at, Phase phase)
    {
        SmtpSession session = Stitching.Interpret(Talk(log => _ = at switch
        {
            "mail" => log.Reply(Refusal, "503 5.5.2 Need mail command"),
            "rcpt" => log.Reply("250 2.1.0 Sender OK", Refusal),
            "data" => log.Reply("250 2.1.0 Sender OK", Accepted).Send("DATA").Reply(Refusal),
            "354" => log.Reply("250 2.1.0 Sender OK", Accepted).Send("DATA").Reply("354 Start mail input", Refusal),
            "chunk" => log.Reply("250 2.1.0 Sender OK", Accepted).Send("BDAT 9000").Reply(Refusal),
            _ => log.Reply("250 2.1.0 Sender OK", Accepted).Send("BDAT 9000", "BDAT 1 last").Reply("250 2.0.0 9000 octets", Refusal),
        }).Quit());
        RecipientAttempt recipient = session.Recipients.Single();
        Assert.Equal((RecipientOutcome.Refused, phase, "5.7.64"), (recipient.Outcome, recipient.Phase, recipient.Reply!.Value.Reply.EnhancedCode));
        Assert.Equal((SessionOutcome.AttributionFailed, 1, "tenant_attribution"), (session.Outcome, session.AttributionErrorCount, session.Messages[0].AttributionFamily?.Id));
    }

    // A blank more at its end, and the reply is read as any other: both ways must say the same.
    [Theory]
    [InlineData("m1@contoso.com", "1, Hostname=AM5PR01MB0001.eurprd01.prod.outlook.com] 9000 bytes in 0.1, 88 KB/sec")]
    [InlineData("m1@contoso.com", "1, Hostname=x.fabrikam.com] 9000 bytes in 0.1, 88 KB/sec")]
    [InlineData("m1@contoso.com", "1]")]
    [InlineData("Hostname=a.prod.outlook.com]@contoso.com", "1, Hostname=x.fabrikam.com]")]
    [InlineData("m1@contoso.com", "1] [x.fabrikam.com 2026-03-12T06:15:13.250Z 08DD3FA5DBC8F401]")]
    [InlineData("[x.fabrikam.com 2026-03-12T06:15:13.250Z 08DD3FA5DBC8F401]", "1]")]
    public void Interpret_queued_message_is_the_same_by_its_shape_and_by_its_whole_text(string id, string behindId)
    {
        string queued = $"250 2.6.0 <{id}> [InternalId={behindId} Queued mail for delivery";
        Assert.Equal(Read(queued + ' '), Read(queued));

        static object Read(string queued)
        {
            SmtpSession session = Stitching.Interpret(Talk(log => log.Reply("250 2.1.0 Sender OK", Accepted).Send("BDAT 1 LAST").Reply(queued)).Quit());
            RecipientAttempt recipient = session.Recipients.Single();
            return (session.Outcome, session.RemoteFamily, session.RemoteEvidence, session.ClockSource, session.ClockSkewMs, session.ReceiverSessionId,
                recipient.Outcome, recipient.Phase, recipient.Reply!.Value.Reply.EnhancedCode, recipient.Reply.Value.Place, recipient.Reply.Value.IsRow);
        }
    }

    // The oracle knows what it wrote: the reply of each recipient is that of its own command.
    [Fact]
    public void Interpret_pipelined_messages_have_the_replies_of_their_own_commands()
    {
        Gen<Plan> plan = Gen.Select(Gen.OneOf(_mailReplies), Gen.OneOf(_recipientReplies).Array[1, 5], Gen.OneOf(_dataReplies), Gen.Int[0, 3], Gen.Bool, Gen.Bool)
            .Select((mail, recipients, data, chunks, folded, reset) => new Plan(mail, recipients, data, chunks, folded, reset));
        plan.Array[1, 5].Sample(
            plans =>
            {
                LogWriter log = new LogWriter().Open();
                foreach (Plan message in plans)
                    message.WriteTo(log);
                SmtpSession session = Stitching.Interpret(log.Quit());
                Assert.Equal(plans.Length, session.Messages.Count);
                for (int i = 0; i < plans.Length; i++)
                {
                    Assert.Equal(
                        plans[i].Expected(),
                        session.Messages[i].Recipients.Select(recipient => (recipient.Outcome, recipient.Phase, recipient.Reply?.Reply.EnhancedCode)));
                }

                Assert.True(session.IsComplete);
            },
            iter: 2_000);
    }

    [Fact]
    public void Interpret_several_chunks_are_decided_by_the_last()
    {
        SmtpSession session = Stitching.Interpret(Talk(log => log.Reply("250 2.1.0 Sender OK", Accepted)
            .Send("BDAT 9000").Reply("250 2.0.0 9000 octets").Send("BDAT 9000").Reply("250 2.0.0 9000 octets").Send("BDAT 12 LAST").Reply(Queued)).Quit());
        Assert.Equal((RecipientOutcome.Accepted, "2.6.0"), (session.Recipients.Single().Outcome, session.Recipients.Single().Reply!.Value.Reply.EnhancedCode));
    }

    [Fact]
    public void Interpret_message_given_up_by_rset_leaves_its_recipients_unanswered()
    {
        SmtpSession session = Stitching.Interpret(Talk(log => log.Reply("250 2.1.0 Sender OK", Accepted).Send("RSET").Reply("250 2.0.0 Resetting")
            .Send("RCPT TO:<c@fabrikam.com>").Reply(Refusal)).Quit());
        Assert.Equal(["a@contoso.com", null], session.Messages.Select(message => message.Sender?.ToString()));
        RecipientAttempt givenUp = session.Messages[0].Recipients.Single();
        Assert.Equal((RecipientOutcome.Unanswered, null, null), (givenUp.Outcome, givenUp.Phase, givenUp.Reply));
    }

    [Theory]
    [InlineData(0, RecipientOutcome.Transient, RecipientOutcome.Transient)]
    [InlineData(1, RecipientOutcome.Transient, RecipientOutcome.Unanswered)]
    [InlineData(2, RecipientOutcome.Unanswered, RecipientOutcome.Transient)]
    [InlineData(3, RecipientOutcome.Unanswered, RecipientOutcome.Unanswered)]
    public void Interpret_421_answers_the_oldest_command_and_ends_the_rest(int answered, RecipientOutcome first, RecipientOutcome second)
    {
        string[] replies = ["250 2.1.0 Sender OK", Accepted, Accepted];
        LogWriter log = new LogWriter().Open().Send("MAIL FROM:<a@contoso.com>", "RCPT TO:<b@fabrikam.com>", "RCPT TO:<c@fabrikam.com>")
            .Reply(replies[..answered]).Reply("421 4.3.2 Service not available", "250 2.1.5 Recipient OK").Row("-", "", "Remote");
        Assert.Equal([first, second], Stitching.Interpret(log).Recipients.Select(recipient => recipient.Outcome));
    }

    [Fact]
    public void Interpret_421_during_the_data_settles_the_recipients_that_wait()
    {
        SmtpSession session = Stitching.Interpret(Talk(log => log.Reply("250 2.1.0 Sender OK", Accepted).Send("DATA").Reply("354 go", "421 4.4.2 Timeout")).Row("-", "", "Remote"));
        Assert.Equal((RecipientOutcome.Transient, Phase.Data, SessionOutcome.Transient), (session.Recipients.Single().Outcome, session.Recipients.Single().Phase, session.Outcome));
    }

    [Fact]
    public void Interpret_421_while_idle_makes_no_relay_of_an_unused_session()
    {
        SmtpSession session = Stitching.Interpret(new LogWriter().Open().Reply("421 4.4.1 Connection timed out").Row("-", "", "Remote"));
        Assert.Equal((SessionOutcome.NoRelay, true), (session.Outcome, session.IsComplete));
    }

    [Fact]
    public void Interpret_accepted_then_cut_has_no_deciding_reply()
    {
        RecipientAttempt recipient = Stitching.Interpret(Talk(log => log.Reply("250 2.1.0 Sender OK", Accepted).Row("-", "", "Remote(ConnectionReset)"))).Recipients.Single();
        Assert.Equal((RecipientOutcome.Unanswered, null, null), (recipient.Outcome, recipient.Phase, recipient.Reply));
    }

    // Exchange logs "X-EXPS EXCHANGEAUTH SHA256", then "<Binary Data>", and one reply to both.
    [Theory]
    [InlineData("X-EXPS EXCHANGEAUTH SHA256", "<Binary Data>")]
    [InlineData("AUTH LOGIN", "<authentication information>")]
    public void Interpret_what_follows_a_command_waits_for_no_reply(string command, string continuation)
    {
        SmtpSession session = Stitching.Interpret(new LogWriter().Open().Send(command, continuation).Reply("235 <authentication response>")
            .Send("MAIL FROM:<a@contoso.com>", "RCPT TO:<b@fabrikam.com>").Reply("250 2.1.0 Sender OK", Refusal).Quit());
        Assert.Equal((RecipientOutcome.Refused, Phase.Rcpt), (session.Recipients.Single().Outcome, session.Recipients.Single().Phase));
    }

    [Fact]
    public void Interpret_reply_that_cannot_be_read_still_answers_its_command()
    {
        SmtpSession session = Stitching.Interpret(new LogWriter().Open().Send("MAIL FROM:<a@contoso.com>", "RCPT TO:<b@fabrikam.com>", "RCPT TO:<c@fabrikam.com>")
            .Reply("250 2.1.0 Sender OK", "*** masked ***", Refusal).Quit());
        Assert.Equal([RecipientOutcome.Unanswered, RecipientOutcome.Refused], session.Recipients.Select(recipient => recipient.Outcome));
    }

    [Fact]
    public void Interpret_replies_to_recipients_lost_do_not_take_that_of_the_data()
    {
        SmtpSession one = Stitching.Interpret(Talk(log => log.Lose(2).Send("BDAT 1 LAST").Reply(Queued)).Quit());
        Assert.Equal((RecipientOutcome.Accepted, Phase.Data), (one.Recipients.Single().Outcome, one.Recipients.Single().Phase));

        // Which of two was accepted is among the lost rows.
        SmtpSession two = Stitching.Interpret(Talk(log => log.Send("RCPT TO:<c@fabrikam.com>").Lose(3).Send("DATA").Reply("354 go", Queued)).Quit());
        Assert.All(two.Recipients, recipient => Assert.Equal(RecipientOutcome.Unanswered, recipient.Outcome));
    }

    [Fact]
    public void Interpret_reply_to_the_data_lost_does_not_shift_the_next_message()
    {
        SmtpSession session = Stitching.Interpret(Talk(log => log.Reply("250 2.1.0 Sender OK", Accepted).Send("BDAT 1 LAST").Lose(1)
            .Send("MAIL FROM:<c@contoso.com>", "RCPT TO:<d@fabrikam.com>").Reply("250 2.1.0 Sender OK", Refusal)).Quit());
        Assert.Equal([(RecipientOutcome.Unanswered, null), (RecipientOutcome.Refused, (Phase?)Phase.Rcpt)], session.Recipients.Select(recipient => (recipient.Outcome, recipient.Phase)));
        Assert.Null(session.Messages[0].AttributionFamily);
    }

    [Theory]
    [InlineData(1, "354 go", Queued)]
    [InlineData(2, Queued)]
    public void Interpret_data_command_lost_is_told_by_its_replies(int lost, params string[] replies)
    {
        SmtpSession session = Stitching.Interpret(Talk(log => log.Reply("250 2.1.0 Sender OK", Accepted).Lose(lost).Reply(replies)
            .Send("RCPT TO:<c@fabrikam.com>").Reply(Refusal)).Quit());
        Assert.Equal([RecipientOutcome.Accepted, RecipientOutcome.Refused], session.Recipients.Select(recipient => recipient.Outcome));
        Assert.Equal(2, session.Messages.Count);
    }

    [Fact]
    public void Interpret_recipient_row_lost_still_fails_its_message()
    {
        SmtpSession session = Stitching.Interpret(new LogWriter().Open().Send("MAIL FROM:<a@contoso.com>").Lose(1).Reply("250 2.1.0 Sender OK", Refusal).Quit());
        Assert.Equal(("tenant_attribution", SessionOutcome.AttributionFailed), (session.Messages.Single().AttributionFamily?.Id, session.Outcome));
    }

    [Fact]
    public void Interpret_multi_line_replies_follow_each_other_without_a_hole()
    {
        SmtpSession session = Stitching.Interpret(new LogWriter().Open().Send("MAIL FROM:<a@contoso.com>", "RCPT TO:<b@fabrikam.com>", "RCPT TO:<c@fabrikam.com>")
            .Reply("250 2.1.0 Sender OK", "550-5.7.64 TenantAttribution;", "550 5.7.64 Relay Access Denied", "550-5.4.1 Recipient", "550 5.4.1 rejected").Quit());
        Assert.Equal(["tenant_attribution", "recipient_rejected"], session.Recipients.Select(recipient => recipient.Reply!.Value.Family!.Id));
    }

    [Fact]
    public void Interpret_multi_line_reply_cut_does_not_swallow_another_enhanced_code()
    {
        SmtpSession session = Stitching.Interpret(new LogWriter().Open().Send("MAIL FROM:<a@contoso.com>", "RCPT TO:<b@fabrikam.com>", "RCPT TO:<c@fabrikam.com>")
            .Reply("250 2.1.0 Sender OK", "550-5.7.64 TenantAttribution;").Lose(1).Reply("550 5.4.1 Recipient address rejected").Quit());
        Assert.Equal(["tenant_attribution", "recipient_rejected"], session.Recipients.Select(recipient => recipient.Reply!.Value.Family!.Id));
    }

    [Theory]
    [InlineData("550-5.7.64 TenantAttribution;\\r\\n550 5.7.64 Relay Access Denied")]
    [InlineData("550-5.7.64 TenantAttribution;\\n550 5.7.64 Relay Access Denied")]
    public void Interpret_lines_of_a_reply_in_one_row_are_one_reply(string reply)
    {
        SmtpSession session = Stitching.Interpret(new LogWriter().Open().Send("MAIL FROM:<a@contoso.com>", "RCPT TO:<b@fabrikam.com>", "RCPT TO:<c@fabrikam.com>")
            .Reply("250 2.1.0 Sender OK", reply, reply).Quit());
        Assert.Equal(2, session.AttributionErrorCount);
        Assert.All(session.Recipients, recipient => Assert.Equal("550 5.7.64 TenantAttribution; 5.7.64 Relay Access Denied", recipient.Reply!.Value.Reply.Text));
    }

    [Theory]
    [InlineData("MAIL FROM:<>", "")]
    [InlineData("MAIL FROM: <a@contoso.com> SIZE=1", "a@contoso.com")]
    [InlineData("mail from:<a@contoso.com> BODY=8BITMIME AUTH=<>", "a@contoso.com")]
    [InlineData("MAIL FROM:a@contoso.com SIZE=1", "a@contoso.com")]
    [InlineData("MAIL FROM:<\"a > b\"@contoso.com> SIZE=1", "\"a > b\"@contoso.com")]
    [InlineData("MAIL FROM:<\"a@contoso.com> SIZE=1", "\"a@contoso.com")]
    [InlineData("MAIL FROM:<müller@contoso.com>", "müller@contoso.com")]
    [InlineData("MAIL FROM:<a@contoso.com", "a@contoso.com")]
    [InlineData("MAIL FROM:", "")]
    public void Interpret_reads_the_mailbox_of_a_path(string command, string sender) =>
        Assert.Equal(sender, Stitching.Interpret(new LogWriter().Open().Send(command)).Messages.Single().Sender?.ToString());

    private static LogWriter Talk(Func<LogWriter, LogWriter> talk) =>
        talk(new LogWriter().Open().Message("m1").Send("MAIL FROM:<a@contoso.com>", "RCPT TO:<b@fabrikam.com>"));

    private sealed record Plan(string Mail, string[] Recipients, string Data, int Chunks, bool Folded, bool Reset)
    {
        private bool IsSent => Mail[0] == '2' && Recipients.Contains(Accepted);

        public void WriteTo(LogWriter log)
        {
            log.Send("MAIL FROM:<a@contoso.com>").Send([.. Recipients.Select((_, i) => $"RCPT TO:<r{i}@fabrikam.com>")]);
            Answer(log, Mail);
            foreach (string reply in Recipients)
                Answer(log, Mail[0] == '2' ? reply : "503 5.5.2 Need mail command");
            if (IsSent)
                WriteData(log);
            if (Reset)
                log.Send("RSET").Reply("250 2.0.0 Resetting");
        }

        public IEnumerable<(RecipientOutcome Outcome, Phase? Phase, string? EnhancedCode)> Expected() => Recipients.Select(reply =>
        {
            (string deciding, Phase phase) = Mail[0] != '2' ? (Mail, Phase.Mail) : reply == Accepted ? (Data, Phase.Data) : (reply, Phase.Rcpt);
            RecipientOutcome outcome = deciding[0] switch { '2' => RecipientOutcome.Accepted, '4' => RecipientOutcome.Transient, _ => RecipientOutcome.Refused };
            return (outcome, (Phase?)phase, (string?)deciding.Split(' ')[1]);
        });

        private void WriteData(LogWriter log)
        {
            if (Chunks == 0)
            {
                log.Send("DATA").Reply("354 Start mail input; end with <CRLF>.<CRLF>");
            }
            else
            {
                for (int i = 1; i < Chunks; i++)
                    log.Send("BDAT 9000").Reply("250 2.0.0 9000 octets");
                log.Send("BDAT 7 LAST");
            }

            Answer(log, Data);
        }

        // The old dialect writes a long reply line by line.
        private void Answer(LogWriter log, string reply) =>
            _ = Folded ? log.Reply(reply) : log.Reply(string.Concat(reply.AsSpan(0, 3), "-", reply.AsSpan(4)), reply);
    }
}
