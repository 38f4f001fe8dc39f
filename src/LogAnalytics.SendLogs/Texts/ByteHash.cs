using System.Buffers.Binary;

namespace LogAnalytics.SendLogs.Texts;

/// <summary>
/// A quick hash of bytes for tables in memory, sixteen bytes a multiplication. Seeded per process, so that no log can be made to
/// collide; never stored.
/// </summary>
public static class ByteHash
{
    // Odd, with as many ones as zeros, in no order.
    private const ulong First = 0x9E37_79B9_7F4A_7C15;
    private const ulong Second = 0xC2B2_AE3D_27D4_EB4F;

    // The framework seeds its own hashes per process.
    private static readonly ulong _seed = unchecked((uint)HashCode.Combine(0) * First);

    public static ulong Start => _seed;

    public static int Of(ReadOnlySpan<byte> bytes) => Finish(Add(_seed, bytes));

    /// <summary>Goes on with a hash; the length is mixed in, so that two texts do not flow into each other.</summary>
    public static ulong Add(ulong hash, ReadOnlySpan<byte> bytes)
    {
        hash ^= (ulong)bytes.Length * First;
        for (; bytes.Length > 16; bytes = bytes[16..])
            hash = Fold(Read(bytes) ^ Second, Read(bytes[8..]) ^ hash);

        // The last 1 to 16 bytes; the two reads may overlap.
        ulong low = 0;
        ulong high = 0;
        if (bytes.Length >= 8)
        {
            low = Read(bytes);
            high = Read(bytes[^8..]);
        }
        else if (bytes.Length >= 4)
        {
            low = BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            high = BinaryPrimitives.ReadUInt32LittleEndian(bytes[^4..]);
        }
        else if (bytes.Length > 0)
        {
            low = bytes[0] | ((ulong)bytes[bytes.Length / 2] << 8) | ((ulong)bytes[^1] << 16);
        }

        return Fold(low ^ Second, high ^ hash);
    }

    public static int Finish(ulong hash) => unchecked((int)Fold(hash ^ First, Second));

    private static ulong Read(ReadOnlySpan<byte> bytes) => BinaryPrimitives.ReadUInt64LittleEndian(bytes);

    private static ulong Fold(ulong left, ulong right)
    {
        ulong high = Math.BigMul(left, right, out ulong low);
        return high ^ low;
    }
}
