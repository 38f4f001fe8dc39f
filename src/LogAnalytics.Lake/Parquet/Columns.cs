using Parquet;
using Parquet.Schema;

namespace LogAnalytics.Lake.Parquet;

/// <summary>One column of a table while its row group is being filled.</summary>
public abstract class Column(string name)
{
    public string Name { get; } = name;

    /// <summary>The column as the file's schema declares it.</summary>
    public abstract DataField Field { get; }

    public abstract EncodingHint Encoding { get; }

    public abstract int Count { get; }

    public abstract Task WriteAsync(ParquetRowGroupWriter writer);

    /// <summary>
    /// Parquet.Net checks a column by its name only. A field of the same name in a schema of its own lets UTF-8 bytes pass as
    /// STRING and INT64 microseconds as TIMESTAMP without a conversion per value. An accident of 6.1.0: the version is pinned
    /// and a test reads every type back with DuckDB.
    /// </summary>
    internal static DataField Alias<T>(string name, bool isNullable)
    {
        DataField field = new(name, typeof(T), isNullable);
        _ = new ParquetSchema(field);
        return field;
    }
}

/// <summary>A column whose values are kept in a growing array.</summary>
public abstract class Column<T>(string name) : Column(name)
    where T : struct
{
    private T[] _values = new T[1024];
    private int _count;

    public override int Count => _count;

    protected ReadOnlyMemory<T> Values => _values.AsMemory(0, _count);

    protected void Put(T value)
    {
        if (_count == _values.Length)
            Array.Resize(ref _values, _count * 2);
        _values[_count++] = value;
    }

    protected void Reset()
    {
        if (!System.Runtime.CompilerServices.RuntimeHelpers.IsReferenceOrContainsReferences<T>())
        {
            _count = 0;
            return;
        }

        Array.Clear(_values, 0, _count);
        _count = 0;
    }
}

/// <summary>UTF-8 text that is never null; the bytes are not copied and must stay as they are until the row group is written.</summary>
public sealed class Utf8Column(string name) : Column<ReadOnlyMemory<byte>>(name)
{
    private readonly DataField _alias = Alias<ReadOnlyMemory<byte>>(name, isNullable: false);

    public override DataField Field { get; } = new(name, typeof(string), isNullable: false);

    public override EncodingHint Encoding => EncodingHint.Default;

    public void Add(ReadOnlyMemory<byte> value) => Put(value);

    public override async Task WriteAsync(ParquetRowGroupWriter writer)
    {
        await writer.WriteAsync(_alias, Values).ConfigureAwait(false);
        Reset();
    }
}

/// <summary>Repeating text, dictionary-coded; may be null.</summary>
public sealed class TextColumn(string name) : Column(name)
{
    private readonly List<ReadOnlyMemory<char>?> _nullable = [];

    public override DataField Field { get; } = new(name, typeof(string), isNullable: true);

    public override EncodingHint Encoding => EncodingHint.Dictionary;

    public override int Count => _nullable.Count;

    public void Add(string? value) => _nullable.Add(value?.AsMemory());

    public override async Task WriteAsync(ParquetRowGroupWriter writer)
    {
        await writer.WriteAsync<ReadOnlyMemory<char>>(Field, _nullable.ToArray()).ConfigureAwait(false);
        _nullable.Clear();
    }
}

public sealed class IntColumn(string name) : Column<int>(name)
{
    public override DataField Field { get; } = new DataField<int>(name);

    public override EncodingHint Encoding => EncodingHint.DeltaBinaryPacked;

    public void Add(int value) => Put(value);

    public override async Task WriteAsync(ParquetRowGroupWriter writer)
    {
        await writer.WriteAsync(Field, Values).ConfigureAwait(false);
        Reset();
    }
}

public sealed class LongColumn(string name) : Column<long>(name)
{
    public override DataField Field { get; } = new DataField<long>(name);

    public override EncodingHint Encoding => EncodingHint.DeltaBinaryPacked;

    public void Add(long value) => Put(value);

    public override async Task WriteAsync(ParquetRowGroupWriter writer)
    {
        await writer.WriteAsync(Field, Values).ConfigureAwait(false);
        Reset();
    }
}

public sealed class NullableIntColumn(string name) : Column(name)
{
    private readonly List<int?> _values = [];

    public override DataField Field { get; } = new DataField<int?>(name);

    public override EncodingHint Encoding => EncodingHint.Default;

    public override int Count => _values.Count;

    public void Add(int? value) => _values.Add(value);

    public override async Task WriteAsync(ParquetRowGroupWriter writer)
    {
        await writer.WriteAsync<int>(Field, _values.ToArray()).ConfigureAwait(false);
        _values.Clear();
    }
}

public sealed class BoolColumn(string name) : Column(name)
{
    private readonly List<bool?> _values = [];

    public override DataField Field { get; } = new DataField<bool?>(name);

    public override EncodingHint Encoding => EncodingHint.Default;

    public override int Count => _values.Count;

    public void Add(bool? value) => _values.Add(value);

    public override async Task WriteAsync(ParquetRowGroupWriter writer)
    {
        await writer.WriteAsync<bool>(Field, _values.ToArray()).ConfigureAwait(false);
        _values.Clear();
    }
}

/// <summary>INT64 microseconds, UTC, not adjusted: DuckDB reads TIMESTAMP, not TIMESTAMPTZ.</summary>
public sealed class TimeColumn(string name) : Column<long>(name)
{
    private readonly DataField _alias = Alias<long>(name, isNullable: false);

    public override DataField Field { get; } =
        new DateTimeDataField(name, DateTimeFormat.DateAndTimeMicros, isAdjustedToUTC: false, DateTimeTimeUnit.Micros, isNullable: false);

    public override EncodingHint Encoding => EncodingHint.DeltaBinaryPacked;

    public void Add(long micros) => Put(micros);

    public override async Task WriteAsync(ParquetRowGroupWriter writer)
    {
        await writer.WriteAsync(_alias, Values).ConfigureAwait(false);
        Reset();
    }
}

/// <summary>As <see cref="TimeColumn"/>, with nulls.</summary>
public sealed class NullableTimeColumn(string name) : Column(name)
{
    private readonly DataField _alias = Alias<long>(name, isNullable: true);
    private readonly List<long?> _values = [];

    public override DataField Field { get; } =
        new DateTimeDataField(name, DateTimeFormat.DateAndTimeMicros, isAdjustedToUTC: false, DateTimeTimeUnit.Micros, isNullable: true);

    public override EncodingHint Encoding => EncodingHint.Default;

    public override int Count => _values.Count;

    public void Add(long? micros) => _values.Add(micros);

    public override async Task WriteAsync(ParquetRowGroupWriter writer)
    {
        await writer.WriteAsync<long>(_alias, _values.ToArray()).ConfigureAwait(false);
        _values.Clear();
    }
}

/// <summary>Bytes as they are; null where there is nothing to keep.</summary>
public sealed class BytesColumn(string name) : Column(name)
{
    private readonly List<byte[]?> _values = [];

    public override DataField Field { get; } = new(name, typeof(byte[]), isNullable: true);

    public override EncodingHint Encoding => EncodingHint.Default;

    public override int Count => _values.Count;

    public void Add(byte[]? value) => _values.Add(value);

    public override async Task WriteAsync(ParquetRowGroupWriter writer)
    {
        await writer.WriteAsync(Field, _values).ConfigureAwait(false);
        _values.Clear();
    }
}
