namespace LogAnalytics.Lake.Parquet;

/// <summary>As <see cref="TimeColumn"/>, with nulls.</summary>
public sealed class NullableTimeColumn : Column
{
    private readonly NumberValues<long> _values;
    private readonly NullMask _nulls;

    public NullableTimeColumn(string name)
        : this(name, new NumberValues<long>(), new NullMask())
    {
    }

    private NullableTimeColumn(string name, NumberValues<long> values, NullMask nulls)
        : base(name, LogicalType.Timestamp, values, nulls) => (_values, _nulls) = (values, nulls);

    public void Add(long? micros)
    {
        _nulls.Add(micros.HasValue);
        if (micros is { } value)
            _values.Add(value);
    }
}
