namespace LogAnalytics.SendLogs.Smtp;

public enum CommandKind
{
    /// <summary>Waiting for the banner: the reply that no command asked for.</summary>
    Connect,
    Ehlo,
    StartTls,
    Mail,
    Rcpt,
    Data,

    /// <summary>The message's data after 354; its reply settles the recipients.</summary>
    DataEnd,
    Bdat,
    BdatLast,
    Other,
}

/// <summary>A command that waits for its reply.</summary>
public readonly record struct PendingCommand(CommandKind Kind, SmtpMessage? Message = null, RecipientAttempt? Recipient = null);

/// <summary>Commands without a reply yet. Replies come in order (RFC 2920): each belongs to the oldest command.</summary>
public sealed class CommandQueue
{
    private readonly Queue<PendingCommand> _pending = new();
    private bool _mustWait;

    public void Send(PendingCommand command)
    {
        // We wait after these (RFC 2920, 3.1): a command behind one means that the replies up to it are lost rows of the log.
        if (_mustWait)
            _pending.Clear();
        _pending.Enqueue(command);
        _mustWait = command.Kind is CommandKind.Connect or CommandKind.Ehlo or CommandKind.StartTls or CommandKind.Data or CommandKind.DataEnd;
    }

    /// <summary>The command that the next reply answers.</summary>
    public PendingCommand? Answer()
    {
        PendingCommand? answered = _pending.TryDequeue(out PendingCommand command) ? command : null;
        _mustWait &= _pending.Count > 0;
        return answered;
    }

    /// <summary>MAIL FROM is the oldest and a RCPT TO waits behind it.</summary>
    public bool MailBeforeRecipient() =>
        _pending.TryPeek(out PendingCommand oldest) && oldest.Kind == CommandKind.Mail && _pending.Any(command => command.Kind == CommandKind.Rcpt);

    public void Clear()
    {
        _pending.Clear();
        _mustWait = false;
    }
}
