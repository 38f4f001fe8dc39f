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
