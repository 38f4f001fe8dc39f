namespace LogAnalytics.SendLogs.Smtp;

/// <summary>Messages and recipients of sessions that are done with serve the next ones. One instance serves one thread.</summary>
internal sealed class MessagePool
{
    // Sessions have a handful; those of a huge one are left to the collector.
    private const int MostFree = 1024;

    private readonly Stack<SmtpMessage> _messages = new();
    private readonly Stack<RecipientAttempt> _recipients = new();

    public SmtpMessage TakeMessage() => _messages.TryPop(out SmtpMessage? free) ? free : new SmtpMessage();

    public RecipientAttempt TakeRecipient() => _recipients.TryPop(out RecipientAttempt? free) ? free : new RecipientAttempt();

    /// <summary>Nothing reads the session any more.</summary>
    public void Return(SmtpSession session)
    {
        foreach (SmtpMessage message in session.Messages)
        {
            foreach (RecipientAttempt recipient in message.Recipients)
            {
                // They must not hold the bytes of the session.
                recipient.Begin(default, "", default);
                if (_recipients.Count < MostFree)
                    _recipients.Push(recipient);
            }

            message.Begin(index: 0, sender: null, senderDomain: null);
            if (_messages.Count < MostFree && message.Recipients.Capacity < MostFree)
                _messages.Push(message);
        }

        session.Messages.Clear();
    }
}
