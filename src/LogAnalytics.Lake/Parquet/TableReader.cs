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

    public async Task<int[]> IntAsync(string name)
    {
        int[] values = new int[_count];
        await group.ReadAsync<int>(Field(name), values.AsMemory()).ConfigureAwait(false);
        return values;
    }

    public async Task<long[]> LongAsync(string name)
    {
        long[] values = new long[_count];
        await group.ReadAsync<long>(Field(name), values.AsMemory()).ConfigureAwait(false);
        return values;
    }

    /// <summary>Microseconds since 1970 UTC. Read as the integers they are: the reader knows no delta-coded timestamps.</summary>
    public async Task<long[]> TimeAsync(string name)
    {
        long[] values = new long[_count];
        await group.ReadAsync<long>(Column.Alias<long>(name, isNullable: false), values.AsMemory()).ConfigureAwait(false);
        return values;
    }

    public async Task<long?[]> NullableTimeAsync(string name)
    {
        long?[] values = new long?[_count];
        await group.ReadAsync<long>(Column.Alias<long>(name, isNullable: true), values.AsMemory()).ConfigureAwait(false);
        return values;
    }

    private DataField Field(string name) => schema.FindDataField(name);
}
