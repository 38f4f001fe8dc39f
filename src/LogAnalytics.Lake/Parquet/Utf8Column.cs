namespace LogAnalytics.Lake.Parquet;

/// <summary>UTF-8 text that is never null, dictionary-coded where it repeats.</summary>
public sealed class Utf8Column : Column
{
    private readonly ByteStringValues _values;

    /// <param name="mayRepeat">False: no dictionary is tried.</param>
    public Utf8Column(string name, bool mayRepeat = true)
        : this(name, new ByteStringValues(mayRepeat))
    {
    }

    private Utf8Column(string name, ByteStringValues values)
        : base(name, LogicalType.Text, values, nulls: null) => _values = values;

    public void Add(ReadOnlySpan<byte> value) => _values.Add(value);

    /// <summary>Adds empty texts.</summary>
    public void AddEmpty(int rows) => _values.AddEmpty(rows);
}
