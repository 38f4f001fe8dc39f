using System.Runtime.CompilerServices;

namespace LogAnalytics.Lake.Parquet;

/// <summary>Numbers that grow at their end; the array is kept for the next row group.</summary>
internal sealed class GrowingArray<T>
    where T : unmanaged
{
    private const int FirstCount = 1024;

    // A huge row group must not hold its memory until the end of the run.
    private const int MostKeptCount = 1 << 19;

    private T[] _values = [];
    private int _count;

    public int Count => _count;

    public Span<T> Values => _values.AsSpan(0, _count);

    public void Add(T value)
    {
        // In locals, and the rare case elsewhere: this is inlined into the loops over rows.
        T[] values = _values;
        int count = _count;
        if ((uint)count < (uint)values.Length)
        {
            values[count] = value;
            _count = count + 1;
            return;
        }

        AddToLarger(value);
    }

    public void AddRepeated(T value, int count) => Extend(count).Fill(value);

    /// <summary>Room for more values, to be filled now.</summary>
    public Span<T> Extend(int count)
    {
        if (_count + count > _values.Length)
            Array.Resize(ref _values, Math.Max(FirstCount, checked(Math.Max(_count * 2, _count + count))));
        _count += count;
        return _values.AsSpan(_count - count, count);
    }

    public void Clear()
    {
        _count = 0;
        if (_values.Length > MostKeptCount)
            _values = [];
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void AddToLarger(T value)
    {
        Array.Resize(ref _values, Math.Max(FirstCount, checked(_count * 2)));
        _values[_count++] = value;
    }
}
