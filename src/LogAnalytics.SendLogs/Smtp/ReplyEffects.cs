using LogAnalytics.SendLogs.Replies;

namespace LogAnalytics.SendLogs.Smtp;

/// <summary>What the reply to each kind of command says about the session and its recipients.</summary>
public static class ReplyEffects
{
    public static void Apply(SmtpSession session, CommandQueue commands, PendingCommand command, in ReplyRow row)
    {
        switch (command.Kind)
        {
            case CommandKind.Connect:
                Greeting.ReadBanner(session, row.Reply.Text);
                ReceiverClock.NoteBanner(session, row.Reply.Text, row.TimeMicros);
                break;
            case CommandKind.Ehlo when row.Reply.IsPositive:
                Greeting.ReadEhloReply(session, row.Reply.Text);
                break;
            case CommandKind.Helo when row.Reply.IsPositive:
                Greeting.ReadHeloReply(session, row.Reply.Text);
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

    /// <summary>A reply that no command waits for: the command is among the lost rows, and only some replies tell which it was.</summary>
    /// <param name="message">The message that is open.</param>
    public static void ApplyUnasked(CommandQueue commands, SmtpMessage message, in ReplyRow row)
    {
        if (row.Reply.Code == 354)
            commands.Send(new PendingCommand(CommandKind.DataEnd, message));
        else if (row.Reply.EnhancedCode == "2.6.0")
            Decide(message, row, Phase.Data);
        else if (row.Family is { Class: FamilyClass.A })
            NoteDecision(message, row);
    }

    private static void TakeRecipientReply(SmtpMessage message, RecipientAttempt recipient, in ReplyRow row)
    {
        // After a refused MAIL FROM the pipelined RCPTs only echo it ("503 5.5.2 Need mail command").
        if (message is { MailRefused: true, Decision: { } decision } && row.Family is not { Class: FamilyClass.A })
        {
            Settle(recipient, decision, Phase.Mail);
        }
        else if (row.Reply.IsPositive)
        {
            recipient.IsProvisional = true;
        }
        else
        {
            Settle(recipient, row, Phase.Rcpt);
            NoteDecision(message, row);
        }
    }

    // A reply for the whole message: every recipient that still waits shares its fate.
    private static void Decide(SmtpMessage message, in ReplyRow row, Phase phase)
    {
        message.MailRefused |= phase == Phase.Mail;
        bool settled = false;
        foreach (RecipientAttempt recipient in message.Recipients)
        {
            if (!recipient.IsProvisional && phase != Phase.Mail && !IsOnlyRecipient(message, recipient))
                continue;
            Settle(recipient, row, phase);
            settled = true;
        }

        // "503 5.5.2 Need rcpt command" after the last recipient was refused decides nothing.
        if (settled || message.Decision is null || row.Family is { Class: FamilyClass.A })
            NoteDecision(message, row);
    }

    // The reply to RCPT TO is lost; but data is sent only if a recipient was accepted, and there is no other.
    private static bool IsOnlyRecipient(SmtpMessage message, RecipientAttempt recipient) => message.Recipients.Count == 1 && recipient.Reply is null;

    private static void Settle(RecipientAttempt recipient, in ReplyRow row, Phase phase)
    {
        recipient.IsProvisional = false;
        recipient.Reply = row;
        recipient.Phase = phase;
        recipient.Outcome = row.Reply.IsPositive ? RecipientOutcome.Accepted
            : row.Reply.IsTransient ? RecipientOutcome.Transient
            : RecipientOutcome.Refused;
    }

    private static void NoteDecision(SmtpMessage message, in ReplyRow row)
    {
        if (message.AttributionFamily is not null)
            return;
        message.Decision = row;
        if (row.Family is { Class: FamilyClass.A })
            message.AttributionFamily = row.Family;
    }
}
