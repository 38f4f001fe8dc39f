namespace LogAnalytics.Lake.Parquet;

/// <summary>Integers of 32 or 64 bits or truth values that may be null.</summary>
public sealed class OptionalColumn<T> : Column
    where T : struct
{
    private readonly ColumnValues<T> _values;
    private readonly NullMask _nulls;

    public OptionalColumn(string name)
        : this(name, NewValues(), new NullMask())
    {
    }

    private OptionalColumn(string name, ColumnValues<T> values, NullMask nulls)
        : base(name, typeof(T) == typeof(bool) ? LogicalType.None : LogicalType.Integer, values, nulls) => (_values, _nulls) = (values, nulls);

    public void Add(T? value)
    {
        _nulls.Add(value.HasValue);
        if (value is { } present)
            _values.Add(present);
    }

    private static ColumnValues<T> NewValues()
    {
        ColumnValues values = default(T) switch
        {
            bool => new BooleanValues(),
            int => new NumberValues<int>(),
            long => new NumberValues<long>(),
            _ => throw new NotSupportedException($"no column of {typeof(T).Name}"),
        };
        return (ColumnValues<T>)values;
    }
}
