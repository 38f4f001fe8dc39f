using LogAnalytics.Samples.Bytes;

namespace LogAnalytics.Samples.Sessions;

/// <summary>MAIL, RCPT, DATA or BDAT of one message, pipelined or in lock-step, and the replies to them in order.</summary>
internal sealed class MessageExchange(Conversation conversation, PeerReplies replies)
{
    private readonly Utf8Builder _text = new(256);

    /// <summary>Returns false when the connection is gone.</summary>
    public bool Send(SampleMessage message, MessagePlan plan, Trial? trial)
    {
        SessionRows rows = conversation.Rows;
        conversation.Note(_text.Clear().Add("sending message with RecordId "u8).Add(message.RecordId)
            .Add(" and InternetMessageId "u8).Add(message.InternetMessageId).Written);
        bool accepted = plan.Pipelined ? Pipelined(message, plan, trial) : LockStep(message, plan, trial);
        if (!accepted)
        {
            conversation.Command("RSET"u8);
            conversation.RoundTrip();
            conversation.Reply("250"u8, "2.0.0 Resetting"u8);
            return true;
        }

        if (plan.UsesBdat)
            conversation.Command(_text.Clear().Add("BDAT "u8).Add(message.SizeBytes).Add(" LAST"u8).Written);
        else
        {
            conversation.Command("DATA"u8);
            conversation.RoundTrip();
            conversation.Reply("354"u8, "Start mail input; end with <CRLF>.<CRLF>"u8);
        }

        rows.Wait(80 + message.SizeBytes / 2000);
        conversation.RoundTrip();
        if (plan.Breaks)
        {
            conversation.Close("Remote(ConnectionReset)");
            return false;
        }

        int provisional = plan.PerRecipient.Count(kind => kind == ReplyKind.Accepted);
        if (plan.Phase == RefusalPhase.Data)
        {
            replies.Write(plan.Whole, trial);
            if (trial is not null && plan.Whole == ReplyKind.Attribution)
                trial.RecipientsRefused += provisional;
        }
        else
        {
            rows.HasAccepted = true;
            if (trial is not null && !trial.Failed)
                MarkPassed(trial, message, plan);
            // A message with a refused recipient is decided by that refusal, not by its final reply.
            replies.Queued(message, trial is { Passed: true } ? trial : null);
        }

        return true;
    }

    private static void MarkPassed(Trial trial, SampleMessage message, MessagePlan plan)
    {
        trial.Passed = true;
        for (int i = 0; i < plan.PerRecipient.Length; i++)
            trial.Informative |= plan.PerRecipient[i] == ReplyKind.Accepted && !message.Recipients[i].Hosted;
    }

    private bool Pipelined(SampleMessage message, MessagePlan plan, Trial? trial)
    {
        MailFrom(message, plan);
        foreach (Recipient recipient in message.Recipients)
            RcptTo(recipient);
        conversation.RoundTrip();
        if (plan.Phase == RefusalPhase.Mail)
        {
            replies.Write(plan.Whole, trial);
            if (trial is not null && plan.Whole == ReplyKind.Attribution)
                trial.RecipientsRefused += message.Recipients.Length;
            for (int i = 0; i < message.Recipients.Length; i++)
                conversation.Reply("503"u8, "5.5.2 Need mail command"u8);
            return false;
        }

        SenderOk();
        bool any = false;
        foreach (ReplyKind kind in plan.PerRecipient)
        {
            if (conversation.Random.Chance(0.3))
                conversation.Rows.Wait(conversation.Random.Between(1, 4));
            any |= RecipientReply(kind, trial);
        }

        return any;
    }

    private bool LockStep(SampleMessage message, MessagePlan plan, Trial? trial)
    {
        MailFrom(message, plan);
        conversation.RoundTrip();
        if (plan.Phase == RefusalPhase.Mail)
        {
            replies.Write(plan.Whole, trial);
            return false;
        }

        SenderOk();
        bool any = false;
        for (int i = 0; i < message.Recipients.Length; i++)
        {
            RcptTo(message.Recipients[i]);
            conversation.RoundTrip();
            any |= RecipientReply(plan.PerRecipient[i], trial);
        }

        return any;
    }

    private bool RecipientReply(ReplyKind kind, Trial? trial)
    {
        if (trial is not null && kind == ReplyKind.Attribution)
        {
            // The first attribution error decides the trial; later ones are counted only.
            replies.Write(kind, trial.RecipientsRefused++ == 0 ? trial : null);
            return false;
        }

        replies.Write(kind, null);
        return kind == ReplyKind.Accepted;
    }

    private void SenderOk() =>
        conversation.Reply("250"u8, replies.Style == PeerStyle.Postfix ? "2.1.0 Ok"u8 : "2.1.0 Sender OK"u8);

    private void MailFrom(SampleMessage message, MessagePlan plan)
    {
        _text.Clear().Add("MAIL FROM:<"u8).Add(message.Sender).Add("> SIZE="u8).Add(message.SizeBytes);
        if (plan.UsesBdat && message.SizeBytes % 3 == 0)
            _text.Add(" BODY=BINARYMIME"u8);
        conversation.Command(_text.Written);
    }

    private void RcptTo(Recipient recipient)
    {
        conversation.Rows.RecipientCount++;
        conversation.Command(_text.Clear().Add("RCPT TO:<"u8).Add(recipient.LocalPart).Add((byte)'@').Add(recipient.Domain).Add((byte)'>').Written);
    }
}
