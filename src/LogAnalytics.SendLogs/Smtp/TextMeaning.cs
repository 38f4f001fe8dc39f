using System.Text;
using LogAnalytics.SendLogs.Replies;
using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.SendLogs.Smtp;

/// <summary>What a text says, worked out once for all rows that have it.</summary>
public sealed class TextMeaning
{
    private readonly byte _kind;
    private readonly byte _kindWithLocal;
    private readonly string? _context;
    private Information? _information;

    public TextMeaning(LogText text)
    {
        // A shape's literals tell all of this; its parameters are mailboxes, ids and numbers.
        ReadOnlySpan<byte> data = text.DataWith(default).Span;
        ReadOnlySpan<byte> context = text.ContextWith(default).Span;
        _kind = RowKind.Of(text.Event, data, context, hasLocal: false);
        _kindWithLocal = RowKind.Of(text.Event, data, context, hasLocal: true);
        Command = SmtpCommand.KindOf(data);
        LooksLikeReply = SmtpReply.LooksLikeReply(data);
        Shape = text.Shape;
        if (text.Shape is { } shape)
        {
            if (ReferenceEquals(shape, TextShapes.Queued))
                Queued = new ClassifiedReply(SmtpReply.Parse(shape.Text(default)), Family: null);
            return;
        }

        Data = Encoding.UTF8.GetString(data);
        _context = Encoding.UTF8.GetString(context.Trim((byte)' '));
        Argument = Utf8Text.Of((Command is CommandKind.Mail or CommandKind.Rcpt ? SmtpCommand.Path(data) : SmtpCommand.Argument(data)).ToArray());
    }

    public TextShape? Shape { get; }

    /// <summary>What the text says as an information row; not with a shape.</summary>
    public Information Information => _information ??= Information.Of(Data!, _context!);

    /// <summary>What the command names: the mailbox of MAIL and RCPT, else what follows the verb. Null with a shape: a parameter.</summary>
    public Utf8Text? Argument { get; }

    /// <summary>Null with a shape: it is the row's.</summary>
    public string? Data { get; }

    public CommandKind Command { get; }

    public bool LooksLikeReply { get; }

    /// <summary>The reply, if the data is one of a single line; null until it was classified.</summary>
    public ClassifiedReply? Reply { get; set; }

    /// <summary>
    /// <c>250 2.6.0 &lt;id&gt; … Queued mail for delivery</c>, less its parameters: it decides a message in the same way whatever they are.
    /// Null for every other text.
    /// </summary>
    public ClassifiedReply? Queued { get; }

    public byte KindOf(bool hasLocal) => hasLocal ? _kindWithLocal : _kind;
}
