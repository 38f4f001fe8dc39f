using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.SendLogs.Smtp;

/// <summary>Domains of mailboxes; most mailboxes of one domain have the same string. One instance serves one thread.</summary>
public sealed class MailDomains
{
    private readonly TextPool _names = new(text => text.ToLowerInvariant());

    /// <summary>In lower case; <c>&lt;&gt;</c> for the null sender, empty for a mailbox without a domain.</summary>
    public string Of(Utf8Text mailbox)
    {
        if (mailbox.IsEmpty)
            return "<>";
        int at = mailbox.Bytes.Span.LastIndexOf((byte)'@');
        return at < 0 ? "" : _names.Get(mailbox.Bytes.Span[(at + 1)..]);
    }
}
