using System.Numerics;
using System.Runtime.InteropServices;

namespace LogAnalytics.Lake.Parquet;

/// <summary>32- or 64-bit integers: differences, or a dictionary where a handful of values close together is all there is.</summary>
internal sealed class NumberValues<T> : ColumnValues<T>
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    // Three bits a value: less than differences take that are not nearly all the same.
    private const int MostEntries = 8;
    private const int WidestRange = 256;

    private readonly GrowingArray<T> _values = new();
    private readonly GrowingArray<int> _indexes = new();
    private T _smallest;
    private T _largest;
    private int _entries;

    public override PhysicalType Type => typeof(T) == typeof(int) ? PhysicalType.Int32 : PhysicalType.Int64;

    public override int Count => _values.Count;

    public override (long Smallest, long Largest)? Range =>
        Count == 0 ? null : (long.CreateTruncating(_smallest), long.CreateTruncating(_largest));

    public override void Add(T value) => _values.Add(value);

    public void AddRepeated(T value, int count) => _values.AddRepeated(value, count);

    public Span<T> Extend(int count) => _values.Extend(count);

    public override PageEncoding Begin(ChunkWriter chunk)
    {
        ReadOnlySpan<T> values = _values.Values;
        (_smallest, _largest) = RangeOf(values);
        if (!FillIndexes(values, chunk.Page))
            return PageEncoding.DeltaBinaryPacked;
        chunk.EndDictionary(_entries);
        return PageEncoding.RleDictionary;
    }

    public override int RowsPerPage(int rows) => PageBytes / sizeof(long);

    public override void Encode(int from, int count, ByteBuffer page)
    {
        if (_entries == 1)
            EncodeOneIndex(count, page);
        else if (_entries > 1)
            EncodeIndexes(_indexes.Values.Slice(from, count), _entries, page);
        else
            DeltaEncoder.Encode<T>(_values.Values.Slice(from, count), page);
    }

    public override void Clear()
    {
        _values.Clear();
        _indexes.Clear();
        _entries = 0;
    }

    private static (T Smallest, T Largest) RangeOf(ReadOnlySpan<T> values)
    {
        T smallest = values[0];
        T largest = values[0];
        if (values.Length >= Vector<T>.Count)
        {
            Vector<T> low = new(values);
            Vector<T> high = low;
            for (; values.Length >= Vector<T>.Count; values = values[Vector<T>.Count..])
            {
                Vector<T> next = new(values);
                low = Vector.Min(low, next);
                high = Vector.Max(high, next);
            }

            for (int i = 0; i < Vector<T>.Count; i++)
                (smallest, largest) = (T.Min(smallest, low[i]), T.Max(largest, high[i]));
        }

        foreach (T value in values)
            (smallest, largest) = (T.Min(smallest, value), T.Max(largest, value));
        return (smallest, largest);
    }

    // The dictionary holds the values in their order.
    private bool FillIndexes(ReadOnlySpan<T> values, ByteBuffer dictionary)
    {
        T span = unchecked(_largest - _smallest);
        if (span == T.Zero)
        {
            dictionary.Write(MemoryMarshal.AsBytes(values[..1]));
            _entries = 1;
            return true;
        }

        if (T.IsNegative(span) || span >= T.CreateTruncating(WidestRange))
            return false;
        Span<bool> isUsed = stackalloc bool[WidestRange];
        foreach (T value in values)
            isUsed[int.CreateTruncating(value - _smallest)] = true;
        int entries = isUsed.Count(true);
        if (entries > MostEntries)
            return false;

        Span<int> indexOf = stackalloc int[WidestRange];
        for (int i = 0; i < WidestRange; i++)
        {
            if (!isUsed[i])
                continue;
            indexOf[i] = _entries++;
            T entry = _smallest + T.CreateTruncating(i);
            dictionary.Write(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in entry)));
        }

        foreach (T value in values)
            _indexes.Add(indexOf[int.CreateTruncating(value - _smallest)]);
        return true;
    }
}
