namespace LogAnalytics.SendLogs.Texts;

/// <summary>
/// The texts of a server's rows, each once: a row carries a number instead. One thread adds, any thread reads what it was given numbers
/// of. Full at a bound, since texts that never repeat would fill any memory: a row then carries its texts itself.
/// </summary>
public sealed class LogTexts(int maxBytes = LogTexts.DefaultMaxBytes)
{
    /// <summary>Some hundred texts are usual; tails with clocks and ids of their own are what fills a table.</summary>
    public const int DefaultMaxBytes = 16 << 20;

    /// <summary>What the table is full for.</summary>
    public const int None = -1;

    // Of an entry besides its texts.
    private const int EntryBytes = 160;

    // Open addressing: number + 1 of the text; 0 where free.
    private int[] _slots = new int[1024];
    private LogText[] _texts = new LogText[256];
    private int _count;
    private long _bytes;

    public LogText this[int number] => _texts[number];

    public int Count => _count;

    /// <summary>Number of the texts of a row, and what is its own in them; <see cref="None"/> if there is no room for them.</summary>
    public int NumberOf(ReadOnlySpan<byte> logEvent, ReadOnlySpan<byte> data, ReadOnlySpan<byte> context, out TextParameters parameters)
    {
        parameters = default;
        // Few events have shapes, so these always find room: whether a text is taken apart depends on nothing but itself.
        TextShape? shape = logEvent.Length <= 1 ? TextShapes.Match(data, context, out parameters) : null;
        int hash = HashOf(logEvent, shape, data, context);
        int mask = _slots.Length - 1;
        for (int slot = hash & mask; _slots[slot] != 0; slot = (slot + 1) & mask)
        {
            if (_texts[_slots[slot] - 1].IsOf(logEvent, shape, data, context))
                return _slots[slot] - 1;
        }

        if (shape is not null)
            return Add(new LogText(_count, logEvent, shape), hash);
        return _bytes + EntryBytes + data.Length + context.Length > maxBytes ? None : Add(new LogText(_count, logEvent, data, context), hash);
    }

    /// <summary>Number of a text that was read back; <see cref="None"/> if there is no room for it.</summary>
    public int NumberOf(LogText text)
    {
        TextParameters parameters = default;
        return NumberOf(text.Event, text.DataWith(parameters).Span, text.ContextWith(parameters).Span, out _);
    }

    internal static int HashOf(ReadOnlySpan<byte> logEvent, TextShape? shape, ReadOnlySpan<byte> data, ReadOnlySpan<byte> context)
    {
        ulong hash = ByteHash.Add(ByteHash.Start, logEvent);
        return ByteHash.Finish(shape is null ? ByteHash.Add(ByteHash.Add(hash, data), context) : ByteHash.Add(hash, shape.Head));
    }

    private int Add(LogText text, int hash)
    {
        if (_count * 2 >= _slots.Length)
            GrowSlots();
        if (_count == _texts.Length)
            Array.Resize(ref _texts, _count * 2);
        _texts[_count++] = text;
        _bytes += EntryBytes + text.Event.Length + text.Data.Length + text.Context.Length;
        Put(hash, _count);
        return _count - 1;
    }

    private void GrowSlots()
    {
        _slots = new int[_slots.Length * 2];
        for (int i = 0; i < _count; i++)
        {
            LogText text = _texts[i];
            Put(HashOf(text.Event, text.Shape, text.Data, text.Context), i + 1);
        }
    }

    private void Put(int hash, int entry)
    {
        int mask = _slots.Length - 1;
        int slot = hash & mask;
        while (_slots[slot] != 0)
            slot = (slot + 1) & mask;
        _slots[slot] = entry;
    }
}
