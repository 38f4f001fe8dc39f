using System.Numerics;

namespace LogAnalytics.Lake.Parquet;

/// <summary>Which rows of a column have a value: definition levels 1 and 0. Rows that are all alike cost nothing.</summary>
internal sealed class NullMask
{
    private byte[] _bits = [];
    private int _present;

    public int Count { get; private set; }

    private bool IsMixed => _present > 0 && _present < Count;

    public void Add(bool isPresent)
    {
        if (isPresent ? _present == Count : _present == 0)
        {
            Count++;
            _present += isPresent ? 1 : 0;
            return;
        }

        AddMixed(isPresent);
    }

    /// <summary>Adds rows without a value.</summary>
    public void AddAbsent(int rows)
    {
        if (_present == 0)
        {
            Count += rows;
            return;
        }

        for (int i = 0; i < rows; i++)
            AddMixed(false);
    }

    public int CountPresent(int from, int count)
    {
        if (!IsMixed)
            return _present > 0 ? count : 0;
        int present = 0;
        foreach (byte bits in Bits(from, count))
            present += BitOperations.PopCount(bits);
        return present;
    }

    /// <param name="from">A multiple of 8.</param>
    public void Encode(int from, int count, ByteBuffer page)
    {
        int present = CountPresent(from, count);
        if (present == 0 || present == count)
            RleEncoder.EncodeSame(present > 0, count, page);
        else
            RleEncoder.EncodeBits(Bits(from, count), count, page);
    }

    public void Clear() => (Count, _present) = (0, 0);

    // Bits beyond the last row are 0.
    private ReadOnlySpan<byte> Bits(int from, int count) => _bits.AsSpan(from / 8, (count + 7) / 8);

    private void AddMixed(bool isPresent)
    {
        if (!IsMixed)
            WriteAlike();
        int at = Count / 8;
        if (at >= _bits.Length)
            Array.Resize(ref _bits, Math.Max(1024, at * 2));
        if (Count % 8 == 0)
            _bits[at] = 0;
        if (isPresent)
            _bits[at] |= (byte)(1 << (Count % 8));
        Count++;
        _present += isPresent ? 1 : 0;
    }

    // The first row that differs from all before it.
    private void WriteAlike()
    {
        int bytes = (Count + 7) / 8;
        if (bytes > _bits.Length)
            Array.Resize(ref _bits, Math.Max(1024, bytes * 2));
        bool isPresent = _present > 0;
        _bits.AsSpan(0, bytes).Fill(isPresent ? (byte)0xFF : (byte)0);
        if (isPresent && Count % 8 != 0)
            _bits[bytes - 1] = (byte)((1 << (Count % 8)) - 1);
    }
}
