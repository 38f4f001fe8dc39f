using LogAnalytics.SendLogs.Replies;

namespace LogAnalytics.SendLogs.Smtp;

/// <summary>
/// Commands without a reply yet. Replies come in order (RFC 2920): each belongs to the oldest command. Only where rows are lost, or a
/// reply can answer one kind of command alone, are older commands passed over.
/// </summary>
public sealed class CommandQueue
{
    private readonly Queue<PendingCommand> _pending = new();
    private bool _mustWait;
    private bool _mayHaveLostReplies;

    public void Send(PendingCommand command)
    {
        // We wait after these (RFC 2920, 3.1): a command behind one means that the replies up to it are lost rows of the log. Exchange
        // also waits before MAIL, DATA and BDAT, but others may pipeline them: there only a hole in the rows tells.
        if (_mustWait || (_mayHaveLostReplies && command.Kind is not (CommandKind.Rcpt or CommandKind.Quit or CommandKind.Other)))
            Clear();
        _pending.Enqueue(command);
        _mustWait = command.Kind is CommandKind.Connect or CommandKind.Ehlo or CommandKind.Helo or CommandKind.StartTls or CommandKind.Data or CommandKind.DataEnd;
    }

    /// <summary>The command that the reply answers; null if none waits for it.</summary>
    public PendingCommand? Answer(in SmtpReply reply)
    {
        switch (reply)
        {
            case { Code: 354 }:
                return AnswerFirst(CommandKind.Data);
            case { Code: 221 }:
                return AnswerFirst(CommandKind.Quit);
            // RFC 5321, 3.8: may come to any command, and then the connection closes: what waits stays unanswered.
            case { Code: 421 }:
                PendingCommand? oldest = Answer();
                Clear();
                return oldest;
            // Speaks of a recipient: the sender's reply is among the lost rows.
            case { EnhancedCode: "2.1.5" } when _mayHaveLostReplies && Holds(CommandKind.Rcpt):
                return AnswerFirst(CommandKind.Rcpt);
            // 250 2.6.0 <id> … Queued mail for delivery: speaks of a whole message.
            case { EnhancedCode: "2.6.0" } when _mayHaveLostReplies && (Holds(CommandKind.BdatLast) || Holds(CommandKind.DataEnd)):
                return AnswerFirst(Holds(CommandKind.BdatLast) ? CommandKind.BdatLast : CommandKind.DataEnd);
            default:
                return Answer();
        }
    }

    /// <summary>Nothing waits for a reply.</summary>
    public bool IsEmpty => _pending.Count == 0;

    /// <summary>The next reply answers the end of a message's data, whatever it says.</summary>
    public bool AwaitsEndOfData =>
        !_mayHaveLostReplies && _pending.TryPeek(out PendingCommand next) && next is { Kind: CommandKind.BdatLast or CommandKind.DataEnd, Message: not null };

    /// <summary>A reply whose code cannot be read: it answers the oldest command, and says nothing.</summary>
    public PendingCommand? AnswerUnread() => Answer();

    /// <summary>Rows are missing here: replies to what waits may be among them.</summary>
    public void NoteHole() => _mayHaveLostReplies = _pending.Count > 0;

    public void Clear()
    {
        _pending.Clear();
        _mustWait = _mayHaveLostReplies = false;
    }

    private bool Holds(CommandKind kind)
    {
        foreach (PendingCommand command in _pending)
        {
            if (command.Kind == kind)
                return true;
        }

        return false;
    }

    private PendingCommand? AnswerFirst(CommandKind kind)
    {
        if (!Holds(kind))
            return null;
        while (_pending.Peek().Kind != kind)
            _pending.Dequeue();
        return Answer();
    }

    private PendingCommand? Answer()
    {
        PendingCommand? answered = _pending.TryDequeue(out PendingCommand command) ? command : null;
        if (_pending.Count == 0)
            _mustWait = _mayHaveLostReplies = false;
        return answered;
    }
}
