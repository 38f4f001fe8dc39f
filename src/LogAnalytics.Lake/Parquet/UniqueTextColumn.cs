using System.Runtime.CompilerServices;

namespace LogAnalytics.Lake.Parquet;

/// <summary>Text that hardly repeats (ids, mailboxes, replies); may be null. Encoded at once: nothing is hashed, and no string is kept.</summary>
public sealed class UniqueTextColumn : Column
{
    private readonly ByteStringValues _values;
    private readonly NullMask _nulls;

    public UniqueTextColumn(string name)
        : this(name, new ByteStringValues(mayRepeat: false), new NullMask())
    {
    }

    private UniqueTextColumn(string name, ByteStringValues values, NullMask nulls)
        : base(name, LogicalType.Text, values, nulls) => (_values, _nulls) = (values, nulls);

    // A literal null is no text, not empty bytes.
    [OverloadResolutionPriority(1)]
    public void Add(string? value)
    {
        _nulls.Add(value is not null);
        if (value is not null)
            _values.Add(value);
    }

    /// <summary>Adds UTF-8 text.</summary>
    public void Add(ReadOnlySpan<byte> value)
    {
        _nulls.Add(true);
        _values.Add(value);
    }

    /// <summary>Adds rows without a value.</summary>
    public void AddNulls(int rows) => _nulls.AddAbsent(rows);
}
