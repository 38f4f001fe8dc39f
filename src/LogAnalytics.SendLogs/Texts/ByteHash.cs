using System.Buffers.Binary;

namespace LogAnalytics.SendLogs.Texts;

/// <summary>
/// A quick hash of bytes for tables in memory, eight bytes at a time. Seeded per process, so that no log can be made to collide; never
/// stored.
/// </summary>
public static class ByteHash
{
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    // The framework seeds its own hashes per process.
    private static readonly ulong _seed = unchecked((uint)HashCode.Combine(0) * Multiplier);

    public static ulong Start => _seed;

    public static int Of(ReadOnlySpan<byte> bytes) => Finish(Add(_seed, bytes));

    /// <summary>Goes on with a hash; the length is mixed in, so that two texts do not flow into each other.</summary>
    public static ulong Add(ulong hash, ReadOnlySpan<byte> bytes)
    {
        hash = Mix(hash, (ulong)bytes.Length);
        while (bytes.Length >= sizeof(ulong))
        {
            hash = Mix(hash, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        if (bytes.Length >= sizeof(uint))
        {
            hash = Mix(hash, BinaryPrimitives.ReadUInt32LittleEndian(bytes));
            bytes = bytes[sizeof(uint)..];
        }

        foreach (byte b in bytes)
            hash = Mix(hash, b);
        return hash;
    }

    public static int Finish(ulong hash) => unchecked((int)(hash >> 32));

    private static ulong Mix(ulong hash, ulong value)
    {
        ulong mixed = unchecked((hash ^ value) * Multiplier);
        return mixed ^ (mixed >> 29);
    }
}
