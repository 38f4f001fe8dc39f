namespace LogAnalytics.SendLogs.Texts;

/// <summary>
/// The shapes of the texts that differ from row to row in an Exchange log. A text that fits none is kept whole: shapes save time and
/// space, they decide nothing.
/// </summary>
public static class TextShapes
{
    private static readonly TextShape _recipient = new(0, false, "RCPT TO:<{2}>");
    private static readonly TextShape _lastChunk = new(2, false, "BDAT {3} LAST");
    /// <summary>MAIL FROM as Exchange sends it.</summary>
    public static TextShape Sender { get; } = new(1, false, "MAIL FROM:<{2}> SIZE={3}");

    /// <summary>Names the message whose MAIL FROM follows.</summary>
    public static TextShape Sending { get; } = new(4, true, "sending message with RecordId {1} and InternetMessageId <{2}>");

    /// <summary>The reply to the data of a message that was accepted.</summary>
    public static TextShape Queued { get; } = new(3, false, "250 2.6.0 <{2}> [InternalId={3} Queued mail for delivery");

    /// <summary>The greeting of a receiver: its host, and its date.</summary>
    public static TextShape Banner { get; } = new(5, false, "220 {2} Microsoft ESMTP MAIL Service ready at {3}");

    /// <summary>In order of their numbers.</summary>
    public static IReadOnlyList<TextShape> All { get; } = [_recipient, Sender, _lastChunk, Queued, Sending, Banner];

    /// <summary>The shape with these literals; null if there is none.</summary>
    public static TextShape? Find(bool isInContext, string head, string middle, string secondMiddle, string tail) =>
        All.FirstOrDefault(shape => shape.IsInContext == isInContext && shape.Literals == (head, middle, secondMiddle, tail));

    /// <summary>The shape of a row's texts; null where they have none.</summary>
    public static TextShape? Match(ReadOnlySpan<byte> data, ReadOnlySpan<byte> context, out TextParameters parameters)
    {
        parameters = default;
        ReadOnlySpan<byte> text = data.IsEmpty ? context : data;
        if (!data.IsEmpty && !context.IsEmpty)
            return null;
        // The first byte tells which shape it can be.
        TextShape? shape = text.IsEmpty ? null : text[0] switch
        {
            (byte)'R' => _recipient,
            (byte)'M' => Sender,
            (byte)'B' => _lastChunk,
            (byte)'s' => Sending,
            (byte)'2' => text.Length > 4 && text[1] == (byte)'5' ? Queued : Banner,
            _ => null,
        };
        if (shape is not null && shape.IsInContext == data.IsEmpty && shape.TryMatch(text, out parameters))
            return shape;
        parameters = default;
        return null;
    }
}
