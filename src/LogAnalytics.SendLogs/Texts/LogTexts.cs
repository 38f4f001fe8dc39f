using System.Buffers.Binary;
using System.Numerics;

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

    // One of a byte, or none.
    private const int EventCount = 257;

    private const int RecentBits = 12;
    private const int RecentCount = 1 << RecentBits;

    // Open addressing: number + 1 of the text; 0 where free.
    private int[] _slots = new int[1024];
    private LogText[] _texts = new LogText[256];

    // Number + 1 of a text of a shape, by shape and event; of the text met last, by length and ends.
    private readonly int[] _ofShape = new int[TextShapes.All.Count * EventCount];
    private readonly int[] _recent = new int[RecentCount];
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
        if (shape is not null)
        {
            ref int known = ref _ofShape[(shape.Number * EventCount) + (logEvent.IsEmpty ? EventCount - 1 : logEvent[0])];
            if (known == 0)
                known = Find(logEvent, shape, data, context) + 1;
            return known - 1;
        }

        ref int recent = ref _recent[SignatureOf(logEvent, data, context)];
        if (recent > 0 && _texts[recent - 1].IsOf(logEvent, null, data, context))
            return recent - 1;
        int number = Find(logEvent, null, data, context);
        recent = number + 1;
        return number;
    }

    /// <summary>Number of a text that was read back; <see cref="None"/> if there is no room for it.</summary>
    public int NumberOf(LogText text)
    {
        TextParameters parameters = default;
        return NumberOf(text.Event, text.DataWith(parameters).Span, text.ContextWith(parameters).Span, out _);
    }

    // Cheaper than a hash of all, and tells the texts of a log apart: their length, and how they begin and end.
    private static int SignatureOf(ReadOnlySpan<byte> logEvent, ReadOnlySpan<byte> data, ReadOnlySpan<byte> context)
    {
        ulong ends = EndsOf(data) ^ (EndsOf(context) * 3);
        ends ^= ((ulong)data.Length << 24) ^ ((ulong)context.Length << 40) ^ (logEvent.IsEmpty ? 0u : logEvent[0]);
        return (int)((ends * 0x9E37_79B9_7F4A_7C15) >> (64 - RecentBits));
    }

    private static ulong EndsOf(ReadOnlySpan<byte> text) => text.Length switch
    {
        >= sizeof(ulong) => BinaryPrimitives.ReadUInt64LittleEndian(text) ^ BitOperations.RotateLeft(BinaryPrimitives.ReadUInt64LittleEndian(text[^sizeof(ulong)..]), 7),
        >= sizeof(uint) => BinaryPrimitives.ReadUInt32LittleEndian(text) ^ ((ulong)BinaryPrimitives.ReadUInt32LittleEndian(text[^sizeof(uint)..]) << 32),
        > 0 => text[0] | ((ulong)text[^1] << 8),
        _ => 0,
    };

    internal static int HashOf(ReadOnlySpan<byte> logEvent, TextShape? shape, ReadOnlySpan<byte> data, ReadOnlySpan<byte> context)
    {
        ulong hash = ByteHash.Add(ByteHash.Start, logEvent);
        return ByteHash.Finish(shape is null ? ByteHash.Add(ByteHash.Add(hash, data), context) : ByteHash.Add(hash, shape.Head));
    }

    private int Find(ReadOnlySpan<byte> logEvent, TextShape? shape, ReadOnlySpan<byte> data, ReadOnlySpan<byte> context)
    {
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
