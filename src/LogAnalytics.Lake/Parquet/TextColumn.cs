using System.Runtime.CompilerServices;
using LogAnalytics.SendLogs.Texts;

namespace LogAnalytics.Lake.Parquet;

/// <summary>Text that may be null, dictionary-coded where it repeats.</summary>
public sealed class TextColumn : Column
{
    private readonly ByteStringValues _values;
    private readonly NullMask _nulls;

    /// <param name="mayRepeat">False (ids, mailboxes, replies): no dictionary is tried, nothing is hashed.</param>
    public TextColumn(string name, bool mayRepeat = true)
        : this(name, new ByteStringValues(mayRepeat), new NullMask())
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

    public void Add(Utf8Text? value)
    {
        _nulls.Add(value is not null);
        if (value is { } text)
            _values.Add(text.Bytes.Span);
    }

    /// <summary>Adds rows without a value.</summary>
    public void AddNulls(int rows) => _nulls.AddAbsent(rows);
}
