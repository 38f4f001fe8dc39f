using System.Numerics;

namespace LogAnalytics.Lake.Parquet;

/// <summary>Integers of 32 or 64 bits.</summary>
public sealed class NumberColumn<T> : Column
    where T : unmanaged, IBinaryInteger<T>, IMinMaxValue<T>
{
    private readonly NumberValues<T> _values;

    public NumberColumn(string name)
        : this(name, new NumberValues<T>())
    {
    }

    private NumberColumn(string name, NumberValues<T> values)
        : base(name, LogicalType.Integer, values, nulls: null) => _values = values;

    public void Add(T value) => _values.Add(value);

    /// <summary>Adds rows; the caller fills in their values.</summary>
    public Span<T> Extend(int rows) => _values.Extend(rows);

    /// <summary>Adds the value for several rows.</summary>
    public void AddRepeated(T value, int rows) => _values.AddRepeated(value, rows);
}
