using System.Text;
using LogAnalytics.SendLogs.Replies;
using LogAnalytics.SendLogs.Smtp;

namespace LogAnalytics.Reports.Sessions;

/// <summary>Reads what each row of a session does, replies by the command that they answer.</summary>
public static class TranscriptSteps
{
    public static IReadOnlyList<TranscriptStep> Of(IReadOnlyList<TranscriptRow> rows)
    {
        CommandQueue commands = new();
        commands.Send(new PendingCommand(CommandKind.Connect));
        List<TranscriptStep> steps = new(rows.Count);
        SessionPhase phase = SessionPhase.Connect;
        // The command of a reply of several rows (250-SIZE, 250-CHUNKING, …) until its last row.
        CommandKind? open = null;
        foreach (TranscriptRow row in rows)
        {
            string key = row.Event;
            switch (row.Event)
            {
                case ">":
                    CommandKind sent = SmtpCommand.KindOf(Encoding.UTF8.GetBytes(row.Data));
                    if (sent != CommandKind.Continuation)
                        commands.Send(new PendingCommand(sent));
                    phase = PhaseOf(sent, phase);
                    key = $"> {(sent == CommandKind.Other ? FirstWords(row.Data, 1).ToUpperInvariant() : Name(sent))}";
                    break;
                case "<":
                    CommandKind answered = open ?? Answered(commands, row.Data);
                    open = row.Data is [_, _, _, '-', ..] ? answered : null;
                    phase = PhaseOf(answered, phase);
                    key = $"< {Name(answered)}";
                    break;
                case "-":
                    phase = SessionPhase.Close;
                    break;
                case "*":
                    string text = row.Context.Length > 0 ? row.Context : row.Data;
                    phase = PhaseOf(text, phase);
                    key = $"* {(IsTls(text) ? "TLS" : FirstWords(text, 2))}";
                    break;
            }

            steps.Add(new TranscriptStep(phase, key, ComparableText.Of(row)));
        }

        return steps;
    }

    private static CommandKind Answered(CommandQueue commands, string data)
    {
        PendingCommand? command = SmtpReply.LooksLikeReply(data) ? commands.Answer(SmtpReply.Parse(data)) : commands.AnswerUnread();
        if (command?.Kind == CommandKind.Data && data.StartsWith("354", StringComparison.Ordinal))
            commands.Send(new PendingCommand(CommandKind.DataEnd));
        return command?.Kind ?? CommandKind.Other;
    }

    private static SessionPhase PhaseOf(CommandKind command, SessionPhase before) => command switch
    {
        CommandKind.Connect => SessionPhase.Connect,
        CommandKind.Ehlo or CommandKind.Helo => SessionPhase.Greeting,
        CommandKind.StartTls => SessionPhase.Tls,
        CommandKind.Mail => SessionPhase.Mail,
        CommandKind.Rcpt => SessionPhase.Recipient,
        CommandKind.Data or CommandKind.DataEnd or CommandKind.Bdat or CommandKind.BdatLast => SessionPhase.Data,
        CommandKind.Quit => SessionPhase.Close,
        _ => before,
    };

    private static SessionPhase PhaseOf(string information, SessionPhase before) => information switch
    {
        _ when IsTls(information) || information.Contains("certificate", StringComparison.OrdinalIgnoreCase) => SessionPhase.Tls,
        _ when information.StartsWith("sending message", StringComparison.OrdinalIgnoreCase) => SessionPhase.Mail,
        _ => before,
    };

    // A negotiation that succeeded stands beside one that failed.
    private static bool IsTls(string information) => information.StartsWith("TLS ", StringComparison.Ordinal);

    // A chunk is a chunk, the last one too: how many there are depends on the message.
    private static string Name(CommandKind command) => command switch
    {
        CommandKind.Bdat or CommandKind.BdatLast or CommandKind.DataEnd => "Content",
        _ => command.ToString(),
    };

    private static string FirstWords(string text, int count) => string.Join(' ', text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Take(count));
}
