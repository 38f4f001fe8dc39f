using LogAnalytics.SendLogs.Replies;
using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.SendLogs.Smtp;

/// <summary>One MAIL FROM with its recipients: the unit that is attributed.</summary>
public sealed class SmtpMessage
{
    // Of the message id, where no row shows it as it is; for the next message too.
    private byte[] _idBytes = [];

    /// <summary>From 1 in its session.</summary>
    public int Index { get; private set; }

    public Utf8Text? InternetMessageId { get; internal set; }

    /// <summary>Envelope sender; <c>""</c> for the null sender, null where MAIL FROM is missing.</summary>
    public Utf8Text? Sender { get; private set; }

    /// <summary>See <see cref="MailDomains"/>.</summary>
    public string? SenderDomain { get; private set; }

    public List<RecipientAttempt> Recipients { get; } = [];

    /// <summary>The reply that decided: the first attribution error, else the last that settled recipients.</summary>
    public ReplyRow? Decision { get; set; }

    public ReplyFamily? AttributionFamily { get; set; }

    /// <summary>MAIL FROM itself was refused; replies to pipelined RCPTs only echo that.</summary>
    public bool MailRefused { get; set; }

    /// <summary>A new message, without an id.</summary>
    internal void Begin(int index, Utf8Text? sender, string? senderDomain)
    {
        (Index, Sender, SenderDomain, InternetMessageId) = (index, sender, senderDomain, null);
        Recipients.Clear();
        (Decision, AttributionFamily, MailRefused) = (null, null, false);
    }

    /// <summary>Sets the message id, to which a shape has left out the angle brackets.</summary>
    internal void SetBareId(ReadOnlySpan<byte> id)
    {
        int length = id.Length + 2;
        if (_idBytes.Length < length)
            _idBytes = new byte[length];
        _idBytes[0] = (byte)'<';
        id.CopyTo(_idBytes.AsSpan(1));
        _idBytes[length - 1] = (byte)'>';
        InternetMessageId = Utf8Text.OfValid(_idBytes.AsMemory(0, length));
    }
}
