namespace LogAnalytics.SendLogs.Smtp;

/// <summary>What a reply answers.</summary>
public enum CommandKind
{
    /// <summary>Waiting for the banner: the reply that no command asked for.</summary>
    Connect,
    Ehlo,

    /// <summary>The old greeting; it asks for no extensions, so its reply says nothing about STARTTLS.</summary>
    Helo,
    StartTls,
    Mail,
    Rcpt,
    Data,

    /// <summary>The message's data after 354; its reply settles the recipients.</summary>
    DataEnd,
    Bdat,
    BdatLast,

    /// <summary>RSET: gives the message up.</summary>
    Reset,
    Quit,
    Other,

    /// <summary>No command: what follows one, e.g. <c>&lt;Binary Data&gt;</c> after <c>X-EXPS</c>; has no reply of its own.</summary>
    Continuation,
}
