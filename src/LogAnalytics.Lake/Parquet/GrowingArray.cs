namespace LogAnalytics.Lake.Parquet;

/// <summary>Numbers that grow at their end; the array is kept for the next row group.</summary>
internal sealed class GrowingArray<T>
    where T : unmanaged
{
    private const int FirstCount = 1024;

    // A huge row group must not hold its memory until the end of the run.
    private const int MostKeptCount = 4 << 20;

    private T[] _values = [];

    public int Count { get; private set; }

    public Span<T> Values => _values.AsSpan(0, Count);

    public void Add(T value)
    {
        if (Count == _values.Length)
            Array.Resize(ref _values, Math.Max(FirstCount, checked(Count * 2)));
        _values[Count++] = value;
    }

    public void Clear()
    {
        Count = 0;
        if (_values.Length > MostKeptCount)
            _values = [];
    }
}
