using System.Buffers.Binary;
using System.Numerics;
using System.Text;
using LogAnalytics.Lake.Parquet;

namespace LogAnalytics.Tests.Lake.Parquet;

/// <summary>Each encoding against examples of its specification and against a plain decoder.</summary>
public sealed class EncoderTests
{
    // The example of the specification: 0 to 7 in three bits.
    [Fact]
    public void BitPacker_packs_from_the_lowest_bit_on() =>
        Assert.Equal([0b10001000, 0b11000110, 0b11111010], Encoded(buffer => BitPacker.Pack<int>([0, 1, 2, 3, 4, 5, 6, 7], 3, buffer)));

    [Fact]
    public void BitPacker_of_any_width_is_unpacked_again()
    {
        Random random = new(21);
        for (int width = 1; width <= 64; width++)
        {
            long[] values = [.. Enumerable.Range(0, 8 * random.Next(1, 9)).Select(_ => (random.NextInt64() ^ (random.NextInt64() << 1)) >>> (64 - width))];
            byte[] packed = Encoded(buffer => BitPacker.Pack<long>(values, width, buffer));
            Assert.Equal(values.Length * width / 8, packed.Length);
            Assert.Equal(values, values.Select((_, i) => (long)Bits(packed, i * width, width)));
        }
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(255, 8)]
    [InlineData(256, 9)]
    [InlineData(-1, 32)]
    public void BitPacker_WidthOf_is_the_bits_of_the_unsigned_number(int value, int width) => Assert.Equal(width, BitPacker.WidthOf(value));

    [Fact]
    public void RleEncoder_of_a_long_run_is_its_length_and_value() =>
        Assert.Equal([0xC8, 0x01, 0x03], Encoded(buffer => RleEncoder.Encode([.. Enumerable.Repeat(3, 100)], 2, buffer)));

    [Fact]
    public void RleEncoder_of_any_mixture_is_decoded_again()
    {
        Random random = new(22);
        for (int round = 0; round < 300; round++)
        {
            int width = random.Next(1, 20);
            int[] values = Mixture(random, 1 << width);
            byte[] encoded = Encoded(buffer => RleEncoder.Encode(values, width, buffer));
            Assert.Equal(values, DecodeRle(encoded, width, values.Length));
        }
    }

    [Fact]
    public void RleEncoder_of_bits_is_decoded_again()
    {
        Random random = new(23);
        for (int round = 0; round < 300; round++)
        {
            int[] values = Mixture(random, 2);
            byte[] bits = Encoded(buffer => BitPacker.Pack<int>(values, 1, buffer));
            byte[] encoded = Encoded(buffer => RleEncoder.EncodeBits(bits, values.Length, buffer));
            Assert.Equal(encoded.Length - 4, BinaryPrimitives.ReadInt32LittleEndian(encoded));
            Assert.Equal(values, DecodeRle(encoded[4..], 1, values.Length));
        }
    }

    // Both examples of the specification.
    [Fact]
    public void DeltaEncoder_writes_the_examples_of_the_specification()
    {
        byte[] steps = Encoded(buffer => DeltaEncoder.Encode<int>([1, 2, 3, 4, 5], buffer));
        Assert.Equal([0x80, 0x01, 4, 5, 2, 2, 0, 0, 0, 0], steps);

        byte[] mixed = Encoded(buffer => DeltaEncoder.Encode<int>([7, 5, 3, 1, 2, 3, 4, 5], buffer));
        Assert.Equal([0x80, 0x01, 4, 8, 14, 3, 2, 0, 0, 0, 0b11000000, 0b00111111, 0, 0, 0, 0, 0, 0], mixed);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(128)]
    [InlineData(129)]
    [InlineData(130)]
    [InlineData(257)]
    [InlineData(1000)]
    public void DeltaEncoder_of_any_numbers_is_decoded_again(int count)
    {
        Random random = new(24);
        for (int spread = 0; spread < 64; spread += 3)
        {
            long[] values = [.. Enumerable.Range(0, count).Select(_ => random.NextInt64(long.MinValue, long.MaxValue) >> spread)];
            Assert.Equal(values, DecodeDelta<long>(Encoded(buffer => DeltaEncoder.Encode<long>(values, buffer))));
            int[] narrow = [.. values.Select(value => unchecked((int)(value >> 32)))];
            Assert.Equal(narrow, DecodeDelta<int>(Encoded(buffer => DeltaEncoder.Encode<int>(narrow, buffer))));
        }
    }

    [Fact]
    public void ThriftWriter_writes_the_compact_protocol()
    {
        byte[] message = Encoded(buffer =>
        {
            ThriftWriter thrift = new(buffer);
            thrift.BeginStruct();
            thrift.Field(1, -1);
            thrift.Field(3, true);
            thrift.Field(20, 300L);
            thrift.BeginStruct(21);
            thrift.Field(1, "ab");
            thrift.End();
            thrift.BeginList(22, ThriftWriter.Int32Items, 2);
            thrift.Item(1);
            thrift.Item(2);
            thrift.End();
        });

        Assert.Equal([0x15, 0x01, 0x21, 0x06, 40, 0xD8, 0x04, 0x1C, 0x18, 2, (byte)'a', (byte)'b', 0, 0x19, 0x25, 2, 4, 0], message);
    }

    [Fact]
    public void ByteDictionary_numbers_values_in_the_order_of_their_first_appearance()
    {
        Random random = new(25);
        ByteDictionary dictionary = new();
        for (int round = 0; round < 2; round++)
        {
            List<string> known = [];
            for (int i = 0; i < 20_000; i++)
            {
                string text = new string('é', random.Next(40)) + random.Next(4000);
                int expected = known.IndexOf(text);
                if (expected < 0)
                {
                    expected = known.Count;
                    known.Add(text);
                }

                Assert.Equal(expected, i % 2 == 0 ? dictionary.NumberOf(text) : dictionary.NumberOf(Encoding.UTF8.GetBytes(text)));
                Assert.Equal(text, Encoding.UTF8.GetString(dictionary[expected]));
                if (known.Count > 3000)
                    break;
            }

            Assert.Equal(known.Count, dictionary.Count);
            dictionary.Clear();
            Assert.Equal(0, dictionary.Count);
        }
    }

    // The search for a value is cut off, so what it finds must not depend on the size that the table once had.
    [Fact]
    public void ByteDictionary_does_not_depend_on_what_it_held_before()
    {
        ByteDictionary used = new();
        for (int i = 0; i < 300_000; i++)
            used.NumberOf($"before {i}");
        used.Clear();
        ByteDictionary fresh = new();
        for (int i = 0; i < 400_000; i++)
            Assert.Equal(fresh.NumberOf($"value {i % 200_000}"), used.NumberOf($"value {i % 200_000}"));

        Assert.True(fresh.Entries.SequenceEqual(used.Entries));
    }

    private static byte[] Encoded(Action<ByteBuffer> encode)
    {
        using ByteBuffer buffer = new();
        encode(buffer);
        return buffer.Written.ToArray();
    }

    // Runs and single values, of lengths around the sizes of groups.
    private static int[] Mixture(Random random, int below)
    {
        List<int> values = [];
        int stretches = random.Next(1, 6);
        for (int i = 0; i < stretches; i++)
        {
            int value = random.Next(below);
            bool isRun = random.Next(2) == 0;
            for (int count = random.Next(1, random.Next(2) == 0 ? 30 : 700); count > 0; count--)
                values.Add(isRun ? value : random.Next(below));
        }

        return [.. values];
    }

    private static ulong Bits(ReadOnlySpan<byte> bytes, int at, int width)
    {
        ulong value = 0;
        for (int i = 0; i < width; i++)
            value |= (ulong)((bytes[(at + i) / 8] >> ((at + i) % 8)) & 1) << i;
        return value;
    }

    private static ulong Varint(ReadOnlySpan<byte> bytes, ref int at)
    {
        ulong value = 0;
        for (int shift = 0; ; shift += 7)
        {
            byte next = bytes[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80)
                return value;
        }
    }

    private static long ZigZag(ReadOnlySpan<byte> bytes, ref int at)
    {
        ulong value = Varint(bytes, ref at);
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    private static int[] DecodeRle(ReadOnlySpan<byte> bytes, int width, int count)
    {
        List<int> values = [];
        int at = 0;
        while (at < bytes.Length)
        {
            ulong header = Varint(bytes, ref at);
            if ((header & 1) == 0)
            {
                int size = (width + 7) / 8;
                values.AddRange(Enumerable.Repeat((int)Bits(bytes[at..], 0, size * 8), (int)(header >> 1)));
                at += size;
                continue;
            }

            int groups = (int)(header >> 1);
            for (int i = 0; i < groups * 8; i++)
                values.Add((int)Bits(bytes[at..], i * width, width));
            at += groups * width;
        }

        Assert.InRange(values.Count, count, count + 7);
        return [.. values.Take(count)];
    }

    private static T[] DecodeDelta<T>(ReadOnlySpan<byte> bytes)
        where T : unmanaged, IBinaryInteger<T>
    {
        int at = 0;
        int block = (int)Varint(bytes, ref at);
        int miniblocks = (int)Varint(bytes, ref at);
        int count = (int)Varint(bytes, ref at);
        long last = ZigZag(bytes, ref at);
        List<T> values = count == 0 ? [] : [T.CreateTruncating(last)];
        while (values.Count < count)
        {
            long smallest = ZigZag(bytes, ref at);
            ReadOnlySpan<byte> widths = bytes.Slice(at, miniblocks);
            at += miniblocks;
            foreach (byte width in widths)
            {
                Assert.InRange(width, 0, System.Runtime.CompilerServices.Unsafe.SizeOf<T>() * 8);
                for (int i = 0; i < block / miniblocks && values.Count < count; i++)
                {
                    last = unchecked(last + smallest + (long)Bits(bytes[at..], i * width, width));
                    values.Add(T.CreateTruncating(last));
                }

                at += block / miniblocks * width / 8;
            }
        }

        Assert.Equal(bytes.Length, at);
        return [.. values];
    }
}
