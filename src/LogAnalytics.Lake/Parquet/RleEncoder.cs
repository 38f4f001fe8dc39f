using System.Buffers.Binary;

namespace LogAnalytics.Lake.Parquet;

/// <summary>Runs of equal numbers, and bit-packed numbers between them (Parquet's RLE / bit-packing hybrid).</summary>
internal static class RleEncoder
{
    // Bit-packed numbers come in groups of eight.
    private const int Group = 8;

    // A shorter run costs about as much as its numbers, and cuts the packed stretch in two.
    private const int ShortestRun = 3 * Group;

    /// <summary>Appends numbers, each below 2^width.</summary>
    public static void Encode(ReadOnlySpan<int> values, int width, ByteBuffer target)
    {
        int packedFrom = 0;
        int at = 0;
        while (values.Length - at >= ShortestRun)
        {
            int run = RunLength(values[at..]);
            if (run < ShortestRun)
            {
                at += Group;
                continue;
            }

            WritePacked(values[packedFrom..at], width, target);
            target.WriteVarint((ulong)run << 1);
            WriteValue(values[at], width, target);
            at += run;
            packedFrom = at;
        }

        WritePacked(values[packedFrom..], width, target);
    }

    /// <summary>Appends numbers of one bit that are packed already; their length in bytes stands before them.</summary>
    public static void EncodeBits(ReadOnlySpan<byte> bits, int count, ByteBuffer target)
    {
        int lengthAt = Begin(target);
        int packedFrom = 0;
        int at = 0;
        int whole = count / Group;
        while (at < whole)
        {
            int run = bits[at] is 0 or 0xFF ? RunLength(bits[at..whole]) : 1;
            if (run < ShortestRun)
            {
                at += run;
                continue;
            }

            WritePackedBits(bits[packedFrom..at], target);
            target.WriteVarint((ulong)run * Group << 1);
            target.WriteByte((byte)(bits[at] & 1));
            at += run;
            packedFrom = at;
        }

        WritePackedBits(bits[packedFrom..((count + Group - 1) / Group)], target);
        End(target, lengthAt);
    }

    /// <summary>As <see cref="EncodeBits"/>, for a bit that is the same throughout.</summary>
    public static void EncodeSame(bool bit, int count, ByteBuffer target)
    {
        int lengthAt = Begin(target);
        target.WriteVarint((ulong)count << 1);
        target.WriteByte(bit ? (byte)1 : (byte)0);
        End(target, lengthAt);
    }

    private static int RunLength<T>(ReadOnlySpan<T> values)
        where T : unmanaged, IEquatable<T>
    {
        int end = values.IndexOfAnyExcept(values[0]);
        return end < 0 ? values.Length : end;
    }

    private static void WritePacked(ReadOnlySpan<int> values, int width, ByteBuffer target)
    {
        if (values.IsEmpty)
            return;
        int groups = (values.Length + Group - 1) / Group;
        target.WriteVarint(((ulong)groups << 1) | 1);
        int end = target.Length + (groups * width);
        BitPacker.Pack(values, width, target);
        // The last group is whole, whatever is in it.
        while (target.Length < end)
            target.WriteByte(0);
    }

    private static void WritePackedBits(ReadOnlySpan<byte> bits, ByteBuffer target)
    {
        if (bits.IsEmpty)
            return;
        target.WriteVarint(((ulong)bits.Length << 1) | 1);
        target.Write(bits);
    }

    private static void WriteValue(int value, int width, ByteBuffer target)
    {
        for (int bit = 0; bit < width; bit += 8)
            target.WriteByte((byte)(value >> bit));
    }

    private static int Begin(ByteBuffer target)
    {
        int at = target.Length;
        target.Reserve(sizeof(int));
        target.Advance(sizeof(int));
        return at;
    }

    private static void End(ByteBuffer target, int lengthAt) =>
        BinaryPrimitives.WriteInt32LittleEndian(target.WrittenFrom(lengthAt), target.Length - lengthAt - sizeof(int));
}
