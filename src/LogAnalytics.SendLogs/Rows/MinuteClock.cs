using System.Buffers.Binary;

namespace LogAnalytics.SendLogs.Rows;

/// <summary>
/// <see cref="LogTime.TryParse"/> for rows in their order: most are of the same minute as the one before. Only seconds and milliseconds
/// are read then, all eight bytes <c>:ss.fffZ</c> at once.
/// </summary>
internal struct MinuteClock()
{
    private const int MinuteBytes = 16;
    private const ulong HighBits = 0x8080_8080_8080_8080;

    // ":00.000Z", first byte lowest: with it taken off by XOR a digit is its value, and all else is 0.
    private static readonly ulong _zeroSeconds = BinaryPrimitives.ReadUInt64LittleEndian(":00.000Z"u8);

    // "1970-01-01T00:00", the minute at 0. Of the last time that was read, whose minute is known to be valid.
    private ulong _date = BinaryPrimitives.ReadUInt64LittleEndian("1970-01-"u8);
    private ulong _minute = BinaryPrimitives.ReadUInt64LittleEndian("01T00:00"u8);
    private long _minuteMicros;

    /// <param name="text">Of <see cref="LogTime.Length"/> bytes.</param>
    /// <param name="micros">Microseconds since 1970.</param>
    public bool TryParse(ReadOnlySpan<byte> text, out long micros)
    {
        ulong date = BinaryPrimitives.ReadUInt64LittleEndian(text);
        ulong minute = BinaryPrimitives.ReadUInt64LittleEndian(text[sizeof(ulong)..]);
        if (!TrySeconds(BinaryPrimitives.ReadUInt64LittleEndian(text[MinuteBytes..]), out int secondMicros))
        {
            micros = 0;
            return false;
        }

        if (((date ^ _date) | (minute ^ _minute)) != 0)
        {
            if (!LogTime.TryParse(text, out micros))
                return false;
            (_date, _minute, _minuteMicros) = (date, minute, micros - secondMicros);
            return true;
        }

        micros = _minuteMicros + secondMicros;
        return true;
    }

    // :13.482Z
    private static bool TrySeconds(ulong text, out int micros)
    {
        ulong digits = text ^ _zeroSeconds;
        // Added to a byte that is too large, this sets its high bit: above 5, above 9, above 0 for the three kinds of place. A carry into
        // the next byte comes only from a byte whose own high bit is set already.
        const ulong room = 0x7F_76_76_76_7F_76_7A_7F;
        bool isTime = (((digits + room) | digits) & HighBits) == 0;
        micros = (((Digit(digits, 1) * 10) + Digit(digits, 2)) * 1_000_000)
            + (((Digit(digits, 4) * 100) + (Digit(digits, 5) * 10) + Digit(digits, 6)) * 1_000);
        return isTime;
    }

    private static int Digit(ulong digits, int place) => (byte)(digits >> (place * 8));
}
