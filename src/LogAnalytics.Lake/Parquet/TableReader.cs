using Parquet;
using Parquet.Schema;

namespace LogAnalytics.Lake.Parquet;

/// <summary>Reads our own tables back, row group by row group.</summary>
public static class TableReader
{
    public static async IAsyncEnumerable<TableRows> ReadAsync(Stream content)
    {
        await using ParquetReader reader = await ParquetReader.CreateAsync(content).ConfigureAwait(false);
        for (int i = 0; i < reader.RowGroupCount; i++)
        {
            using ParquetRowGroupReader group = reader.OpenRowGroupReader(i);
            yield return new TableRows(reader.Schema, group);
        }
    }
}

/// <summary>The columns of one row group as arrays.</summary>
public sealed class TableRows(ParquetSchema schema, ParquetRowGroupReader group)
{
    private readonly int _count = checked((int)group.RowCount);

    public async Task<string?[]> TextAsync(string name)
    {
        string?[] values = new string?[_count];
        await group.ReadAsync(Field(name), values.AsMemory()!).ConfigureAwait(false);
        return values;
    }

    public async Task<byte[]?[]> BytesAsync(string name)
    {
        byte[]?[] values = new byte[]?[_count];
        await group.ReadAsync(Field(name), values.AsMemory()!).ConfigureAwait(false);
        return values;
    }

    public Task<int[]> IntAsync(string name) => NumbersAsync<int>(Field(name));

    public Task<long[]> LongAsync(string name) => NumbersAsync<long>(Field(name));

    /// <summary>Microseconds since 1970 UTC. Read as the integers they are: the reader knows no delta-coded timestamps.</summary>
    public Task<long[]> TimeAsync(string name) => NumbersAsync<long>(Alias(name, Field(name).IsNullable));

    public async Task<long?[]> NullableTimeAsync(string name)
    {
        long?[] values = new long?[_count];
        await group.ReadAsync<long>(Alias(name, isNullable: true), values.AsMemory()).ConfigureAwait(false);
        return values;
    }

    // Other writers declare every column nullable; ours hold no nulls.
    private async Task<T[]> NumbersAsync<T>(DataField field)
        where T : struct
    {
        if (!field.IsNullable)
        {
            T[] values = new T[_count];
            await group.ReadAsync<T>(field, values.AsMemory()).ConfigureAwait(false);
            return values;
        }

        T?[] nullable = new T?[_count];
        await group.ReadAsync<T>(field, nullable.AsMemory()).ConfigureAwait(false);
        return Array.ConvertAll(nullable, value => value ?? throw new InvalidDataException($"column '{field.Name}' holds NULL"));
    }

    // Parquet.Net checks a column by its name only: a field of a schema of its own reads the integers of a TIMESTAMP.
    private static DataField Alias(string name, bool isNullable)
    {
        DataField field = new(name, typeof(long), isNullable);
        _ = new ParquetSchema(field);
        return field;
    }

    private DataField Field(string name) => schema.FindDataField(name);
}
