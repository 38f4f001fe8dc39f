namespace LogAnalytics.SendLogs.Smtp;

/// <summary>A command that waits for its reply.</summary>
/// <param name="Message">The message that was open when it was sent; null before the first.</param>
/// <param name="Recipient">Of RCPT TO only.</param>
public readonly record struct PendingCommand(CommandKind Kind, SmtpMessage? Message = null, RecipientAttempt? Recipient = null);
