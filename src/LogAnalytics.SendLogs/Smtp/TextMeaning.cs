using System.Text;
using LogAnalytics.SendLogs.Replies;
using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.SendLogs.Smtp;

/// <summary>What a text says, worked out once for all rows that have it.</summary>
public sealed class TextMeaning
{
    private readonly byte _kind;
    private readonly byte _kindWithLocal;
    private readonly LogText _text;
    private Information? _information;
    private Utf8Text? _argument;

    public TextMeaning(LogText text)
    {
        _text = text;
        // A shape's literals tell all of this; its parameters are mailboxes, ids and numbers.
        ReadOnlySpan<byte> data = text.DataWith(default).Span;
        ReadOnlySpan<byte> context = text.ContextWith(default).Span;
        _kind = RowKind.Of(text.Event, data, context, hasLocal: false);
        _kindWithLocal = RowKind.Of(text.Event, data, context, hasLocal: true);
        LooksLikeReply = SmtpReply.LooksLikeReply(data);
        Command = LooksLikeReply ? CommandKind.Other : SmtpCommand.KindOf(data);
        Shape = text.Shape;
        if (text.Shape is { } shape)
        {
            if (ReferenceEquals(shape, TextShapes.Queued))
                Queued = new ClassifiedReply(SmtpReply.Parse(shape.Text(default)), Family: null);
            return;
        }

        Data = Encoding.UTF8.GetString(data);
    }

    public TextShape? Shape { get; }

    /// <summary>What the text says as an information row; not with a shape.</summary>
    public Information Information => _information ??= Information.Of(Data!, Encoding.UTF8.GetString(_text.Context.AsSpan().Trim((byte)' ')));

    /// <summary>What the command names: the mailbox of MAIL and RCPT, else what follows the verb. Null with a shape: a parameter.</summary>
    public Utf8Text? Argument => Shape is null ? _argument ??= ArgumentOf(Command, _text.Data) : null;

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

    private static Utf8Text ArgumentOf(CommandKind command, byte[] data) =>
        Utf8Text.Of((command is CommandKind.Mail or CommandKind.Rcpt ? SmtpCommand.Path(data) : SmtpCommand.Argument(data)).ToArray());
}
