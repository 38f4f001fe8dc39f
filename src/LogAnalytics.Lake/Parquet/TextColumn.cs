using System.Runtime.CompilerServices;

namespace LogAnalytics.Lake.Parquet;

/// <summary>Repeating text, dictionary-coded; may be null.</summary>
public sealed class TextColumn : Column
{
    private readonly ByteStringValues _values;
    private readonly NullMask _nulls;

    public TextColumn(string name)
        : this(name, new ByteStringValues(mayRepeat: true), new NullMask())
    {
    }

    private TextColumn(string name, ByteStringValues values, NullMask nulls)
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
}
