using System.Buffers.Binary;

namespace LogAnalytics.SendLogs.Rows;

/// <summary>A number of at most eight digits, as a row is written with: no sign, no zeros in front. All digits at once.</summary>
internal static class ShortNumber
{
    private const ulong HighBits = 0x8080_8080_8080_8080;
    private const ulong ZeroDigits = 0x3030_3030_3030_3030;

    /// <param name="text">Ends with the number; at least eight bytes.</param>
    /// <param name="length">Of the number.</param>
    /// <param name="value">The number.</param>
    public static bool TryParse(ReadOnlySpan<byte> text, int length, out int value)
    {
        value = 0;
        if ((uint)(length - 1) >= sizeof(ulong))
            return false;
        ulong digits = BinaryPrimitives.ReadUInt64LittleEndian(text[^sizeof(ulong)..]) ^ ZeroDigits;
        // The first byte is lowest: what stands before the number goes, and zeros take its place.
        int before = (sizeof(ulong) - length) * 8;
        ulong first = digits >> before;
        digits = first << before;
        // Added to a byte above 9, 0x76 sets its high bit.
        if ((((digits + 0x7676_7676_7676_7676) | digits) & HighBits) != 0 || ((byte)first == 0 && length > 1))
            return false;
        // abcdefgh: ab, cd, ef, gh, then 1000000 ab + 10000 cd + 100 ef + gh, in the upper half of two products.
        ulong pairs = (digits * 10) + (digits >> 8);
        const ulong everyOther = 0x0000_00FF_0000_00FF;
        value = (int)((((pairs & everyOther) * (100 + (1_000_000UL << 32))) + (((pairs >> 16) & everyOther) * (1 + (10_000UL << 32)))) >> 32);
        return true;
    }
}
