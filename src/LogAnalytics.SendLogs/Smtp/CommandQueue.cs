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

    public void Send(PendingCommand command) => _pending.Enqueue(command);

    /// <summary>The command that the next reply answers.</summary>
    public PendingCommand? Answer() => _pending.TryDequeue(out PendingCommand command) ? command : null;

    public void Clear() => _pending.Clear();
}
