using LogAnalytics.SendLogs.Replies;

namespace LogAnalytics.SendLogs.Smtp;

/// <summary>What the reply to each kind of command says about the session and its recipients.</summary>
public static class ReplyEffects
{
    public static void Apply(SmtpSession session, CommandQueue commands, PendingCommand command, ReplyRow row)
    {
        switch (command.Kind)
        {
            case CommandKind.Connect:
                Greeting.ReadBanner(session, row.Reply.Text);
                break;
            case CommandKind.Ehlo when row.Reply.IsPositive:
                Greeting.ReadEhloReply(session, row.Reply.Text);
                break;
            case CommandKind.Mail when !row.Reply.IsPositive:
                Decide(command.Message!, row, Phase.Mail);
                break;
            case CommandKind.Rcpt when command.Recipient is { } recipient:
                TakeRecipientReply(command.Message!, recipient, row);
                break;
            case CommandKind.Data when row.Reply.Code == 354:
                commands.Send(new PendingCommand(CommandKind.DataEnd, command.Message));
                break;
            case CommandKind.Data or CommandKind.DataEnd or CommandKind.BdatLast when command.Message is { } message:
                Decide(message, row, Phase.Data);
                break;
            case CommandKind.Bdat when command.Message is { } message && !row.Reply.IsPositive:
                Decide(message, row, Phase.Data);
                break;
        }
    }

    private static void TakeRecipientReply(SmtpMessage message, RecipientAttempt recipient, ReplyRow row)
    {
        // After a refused MAIL FROM the pipelined RCPTs only echo it ("503 5.5.2 Need mail command").
        if (message is { MailRefused: true, Decision: not null })
        {
            Settle(recipient, message.Decision, Phase.Mail);
            return;
        }

        Settle(recipient, row, Phase.Rcpt);
        if (row.Reply.IsPositive)
            (recipient.IsProvisional, recipient.Outcome) = (true, RecipientOutcome.Unanswered);
        else
            NoteDecision(message, row);
    }

    // A reply for the whole message: every recipient that still waits shares its fate.
    private static void Decide(SmtpMessage message, ReplyRow row, Phase phase)
    {
        message.MailRefused |= phase == Phase.Mail;
        bool settled = false;
        foreach (RecipientAttempt recipient in message.Recipients)
        {
            if (!recipient.IsProvisional && phase != Phase.Mail)
                continue;
            Settle(recipient, row, phase);
            settled = true;
        }

        // "503 5.5.2 Need rcpt command" after the last recipient was refused decides nothing.
        if (settled || message.Decision is null || row.Family is { Class: FamilyClass.A })
            NoteDecision(message, row);
    }

    private static void Settle(RecipientAttempt recipient, ReplyRow row, Phase phase)
    {
        recipient.IsProvisional = false;
        recipient.Reply = row;
        recipient.Phase = phase;
        recipient.Outcome = row.Reply.IsPositive ? RecipientOutcome.Accepted
            : row.Reply.IsTransient ? RecipientOutcome.Transient
            : RecipientOutcome.Refused;
    }

    private static void NoteDecision(SmtpMessage message, ReplyRow row)
    {
        if (message.AttributionFamily is not null)
            return;
        message.Decision = row;
        if (row.Family is { Class: FamilyClass.A })
            message.AttributionFamily = row.Family;
    }
}
