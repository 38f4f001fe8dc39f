using System.Buffers;

namespace LogAnalytics.Lake.Parquet;

/// <summary>Bytes that grow at their end, in an array of the pool unless it is large: the pool gives nothing back.</summary>
internal sealed class ByteBuffer : IDisposable
{
    private const int FirstBytes = 256;

    // A huge row group must not hold its memory until the end of the run.
    private const int MostKeptBytes = 4 << 20;

    private const int LargestPooled = 1 << 20;

    private byte[] _bytes = [];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, Length);

    /// <summary>What is written from here on, to be changed in place.</summary>
    public Span<byte> WrittenFrom(int start) => _bytes.AsSpan(start, Length - start);

    /// <summary>The free space, at least as large as asked for; what is written there counts once <see cref="Advance"/> is called.</summary>
    public Span<byte> Reserve(int count)
    {
        if (_bytes.Length - Length < count)
            Grow(count);
        return _bytes.AsSpan(Length);
    }

    public void Advance(int count) => Length += count;

    public void Write(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(Reserve(bytes.Length));
        Length += bytes.Length;
    }

    public void WriteByte(byte value)
    {
        Reserve(1)[0] = value;
        Length++;
    }

    /// <summary>Seven bits a byte, the lowest first (ULEB128).</summary>
    public void WriteVarint(ulong value)
    {
        Span<byte> free = Reserve(10);
        int length = 0;
        for (; value >= 0x80; value >>= 7)
            free[length++] = (byte)(value | 0x80);
        free[length++] = (byte)value;
        Length += length;
    }

    /// <summary>As <see cref="WriteVarint"/>, with small negative numbers as small numbers.</summary>
    public void WriteZigZag(long value) => WriteVarint((ulong)((value << 1) ^ (value >> 63)));

    public void Clear()
    {
        Length = 0;
        if (_bytes.Length > MostKeptBytes)
            Dispose();
    }

    public void Dispose()
    {
        GiveBack();
        _bytes = [];
        Length = 0;
    }

    private void Grow(int count)
    {
        int needed = checked(Length + count);
        int doubled = (int)Math.Min(Math.Max(2L * _bytes.Length, FirstBytes), Array.MaxLength);
        int length = Math.Max(needed, doubled);
        byte[] larger = length > LargestPooled ? GC.AllocateUninitializedArray<byte>(length) : ArrayPool<byte>.Shared.Rent(length);
        Written.CopyTo(larger);
        GiveBack();
        _bytes = larger;
    }

    private void GiveBack()
    {
        if (_bytes.Length is > 0 and <= LargestPooled)
            ArrayPool<byte>.Shared.Return(_bytes);
    }
}
