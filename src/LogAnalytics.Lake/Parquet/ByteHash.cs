using System.Buffers.Binary;

namespace LogAnalytics.Lake.Parquet;

/// <summary>A quick hash for tables in memory: sixteen bytes a multiplication. Never stored.</summary>
internal static class ByteHash
{
    // Odd, with as many ones as zeros, in no order.
    private const ulong First = 0x9E37_79B9_7F4A_7C15;
    private const ulong Second = 0xC2B2_AE3D_27D4_EB4F;

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        ulong hash = (ulong)bytes.Length * First;
        ReadOnlySpan<byte> rest = bytes;
        for (; rest.Length > 16; rest = rest[16..])
            hash = Fold(Read(rest) ^ Second, Read(rest[8..]) ^ hash);

        // The last 1 to 16 bytes; the two reads may overlap.
        ulong low = 0;
        ulong high = 0;
        if (rest.Length >= 8)
        {
            low = Read(rest);
            high = Read(rest[^8..]);
        }
        else if (rest.Length >= 4)
        {
            low = BinaryPrimitives.ReadUInt32LittleEndian(rest);
            high = BinaryPrimitives.ReadUInt32LittleEndian(rest[^4..]);
        }
        else if (rest.Length > 0)
        {
            low = rest[0] | ((ulong)rest[rest.Length / 2] << 8) | ((ulong)rest[^1] << 16);
        }

        ulong mixed = Fold(low ^ Second, high ^ hash);
        return (uint)Fold(mixed ^ First, Second);
    }

    private static ulong Read(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt64LittleEndian(bytes);

    private static ulong Fold(ulong left, ulong right)
    {
        ulong high = Math.BigMul(left, right, out ulong low);
        return high ^ low;
    }
}
