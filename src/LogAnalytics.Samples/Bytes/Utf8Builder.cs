using System.Buffers.Text;
using System.Text;

namespace LogAnalytics.Samples.Bytes;

/// <summary>A growing byte buffer: log text is made as bytes from the start, never as strings.</summary>
internal sealed class Utf8Builder(int capacity = 1024)
{
    private const long MillisecondsPerHour = 3_600_000;
    private readonly byte[] _hourText = new byte[14]; // "2026-03-10T06:" of the hour last formatted
    private byte[] _buffer = new byte[capacity];
    private long _hour = long.MinValue;

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _buffer.AsSpan(0, Length);

    public ReadOnlySpan<byte> Slice(int offset, int length) => _buffer.AsSpan(offset, length);

    public Utf8Builder Clear()
    {
        Length = 0;
        return this;
    }

    public Utf8Builder Add(ReadOnlySpan<byte> text)
    {
        text.CopyTo(Room(text.Length));
        Length += text.Length;
        return this;
    }

    public Utf8Builder Add(string text)
    {
        Length += Encoding.UTF8.GetBytes(text, Room(text.Length * 3));
        return this;
    }

    public Utf8Builder Add(byte value)
    {
        Room(1)[0] = value;
        Length++;
        return this;
    }

    public Utf8Builder Add(long value)
    {
        Utf8Formatter.TryFormat(value, Room(20), out int written);
        Length += written;
        return this;
    }

    public Utf8Builder AddHex(ulong value, int digits)
    {
        Span<byte> room = Room(digits);
        for (int i = digits - 1; i >= 0; i--, value >>= 4)
            room[i] = "0123456789ABCDEF"u8[(int)(value & 15)];
        Length += digits;
        return this;
    }

    public Utf8Builder AddDigits(int value, int digits)
    {
        Span<byte> room = Room(digits);
        for (int i = digits - 1; i >= 0; i--, value /= 10)
            room[i] = (byte)('0' + value % 10);
        Length += digits;
        return this;
    }

    /// <summary>Writes 2026-03-10T06:00:01.123Z. The text up to the hour is kept, since rows of one hour follow each other.</summary>
    public Utf8Builder AddTime(long unixMs)
    {
        long hour = unixMs / MillisecondsPerHour;
        if (hour != _hour)
        {
            DateTime time = DateTimeOffset.FromUnixTimeMilliseconds(unixMs).UtcDateTime;
            time.TryFormat(_hourText, out _, "yyyy-MM-ddTHH:");
            _hour = hour;
        }

        int rest = (int)(unixMs - hour * MillisecondsPerHour);
        return Add(_hourText).AddDigits(rest / 60_000, 2).Add((byte)':').AddDigits(rest / 1000 % 60, 2)
            .Add((byte)'.').AddDigits(rest % 1000, 3).Add((byte)'Z');
    }

    /// <summary>Writes one CSV field: quoted only if it holds a comma or a double quote, inner quotes doubled.</summary>
    public Utf8Builder AddField(ReadOnlySpan<byte> text)
    {
        if (text.IndexOfAny((byte)',', (byte)'"') < 0)
            return Add(text);
        Add((byte)'"');
        for (int quote; (quote = text.IndexOf((byte)'"')) >= 0; text = text[(quote + 1)..])
            Add(text[..(quote + 1)]).Add((byte)'"');
        return Add(text).Add((byte)'"');
    }

    private Span<byte> Room(int count)
    {
        if (Length + count > _buffer.Length)
            Array.Resize(ref _buffer, Math.Max(_buffer.Length * 2, Length + count));
        return _buffer.AsSpan(Length);
    }
}
