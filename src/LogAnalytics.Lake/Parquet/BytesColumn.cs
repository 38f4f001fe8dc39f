namespace LogAnalytics.Lake.Parquet;

/// <summary>Bytes as they are; null where there is nothing to keep.</summary>
public sealed class BytesColumn : Column
{
    private readonly ByteStringValues _values;
    private readonly NullMask _nulls;

    public BytesColumn(string name)
        : this(name, new ByteStringValues(mayRepeat: false), new NullMask())
    {
    }

    private BytesColumn(string name, ByteStringValues values, NullMask nulls)
        : base(name, LogicalType.None, values, nulls) => (_values, _nulls) = (values, nulls);

    public void Add(byte[]? value)
    {
        _nulls.Add(value is not null);
        if (value is not null)
            _values.Add(value.AsSpan());
    }

    /// <summary>Adds rows without a value.</summary>
    public void AddNulls(int rows) => _nulls.AddAbsent(rows);
}
