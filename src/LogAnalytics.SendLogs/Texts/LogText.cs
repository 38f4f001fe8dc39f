using LogAnalytics.SendLogs.Rows;

namespace LogAnalytics.SendLogs.Texts;

/// <summary>Event, data and context of many rows: all that tells what a row means. With a shape, less the parameters.</summary>
public sealed class LogText
{
    /// <param name="number">In its table; negative for a text of one row.</param>
    public LogText(int number, ReadOnlySpan<byte> logEvent, TextShape shape)
    {
        Number = number;
        Event = logEvent.ToArray();
        Shape = shape;
    }

    /// <param name="number">In its table; negative for a text of one row.</param>
    public LogText(int number, ReadOnlySpan<byte> logEvent, ReadOnlySpan<byte> data, ReadOnlySpan<byte> context)
    {
        Number = number;
        Event = logEvent.ToArray();
        Data = data.ToArray();
        Context = context.ToArray();
    }

    public int Number { get; }

    public byte[] Event { get; }

    /// <summary>Null: the texts are whole in <see cref="Data"/> and <see cref="Context"/>.</summary>
    public TextShape? Shape { get; }

    public byte[] Data { get; } = [];

    public byte[] Context { get; } = [];

    /// <summary>The event is a disconnect.</summary>
    public bool IsDisconnect => Event is [(byte)'-'];

    public bool IsOf(ReadOnlySpan<byte> logEvent, TextShape? shape, ReadOnlySpan<byte> data, ReadOnlySpan<byte> context) =>
        ReferenceEquals(shape, Shape) && logEvent.SequenceEqual(Event) && (shape is not null || (data.SequenceEqual(Data) && context.SequenceEqual(Context)));

    /// <summary>The data of a row with these parameters.</summary>
    public ReadOnlyMemory<byte> DataWith(in TextParameters parameters) => Shape is { IsInContext: false } shape ? Whole(shape, parameters) : Data;

    /// <summary>The context of a row with these parameters.</summary>
    public ReadOnlyMemory<byte> ContextWith(in TextParameters parameters) => Shape is { IsInContext: true } shape ? Whole(shape, parameters) : Context;

    /// <summary>Bytes of event, data and context of a row with these parameters.</summary>
    public int LengthWith(in TextParameters parameters) => Event.Length + (Shape?.LengthWith(parameters) ?? (Data.Length + Context.Length));

    /// <summary>Sets event, data and context of a row.</summary>
    public void Fill(ref SendLogRow row, in TextParameters parameters)
    {
        row.Event = Event;
        row.Data = DataWith(parameters).Span;
        row.Context = ContextWith(parameters).Span;
    }

    private static byte[] Whole(TextShape shape, in TextParameters parameters)
    {
        byte[] text = new byte[shape.LengthWith(parameters)];
        shape.Write(parameters, text);
        return text;
    }
}
