using System.IO.Compression;
using Parquet;
using Parquet.Schema;

namespace LogAnalytics.Lake.Parquet;

/// <summary>Writes the row groups of one Parquet file. The same rows give the same bytes.</summary>
public sealed class TableFile : IAsyncDisposable
{
    private const int PoolBytes = 16 << 20;

    private readonly IReadOnlyList<Column> _columns;
    private readonly ParquetWriter _writer;

    private TableFile(IReadOnlyList<Column> columns, ParquetWriter writer)
    {
        _columns = columns;
        _writer = writer;
    }

    public static async Task<TableFile> CreateAsync(Stream stream, IReadOnlyList<Column> columns)
    {
        ParquetOptions options = new()
        {
            CompressionMethod = CompressionMethod.Zstd,
            // The default is zstd 19: a hundred times slower for a few percent.
            CompressionLevel = CompressionLevel.Fastest,
            DictionaryEncodingThreshold = 0.5,
            // Its buffers are kept for reuse; without a limit they are never given back.
            MaximumSmallPoolFreeBytes = PoolBytes,
            MaximumLargePoolFreeBytes = PoolBytes,
        };
        foreach (Column column in columns)
        {
            if (column.Encoding != EncodingHint.Default)
                options.ColumnEncodingHints[column.Name] = column.Encoding;
        }

        ParquetSchema schema = new(columns.Select(column => (Field)column.Field).ToArray());
        return new TableFile(columns, await ParquetWriter.CreateAsync(schema, stream, options).ConfigureAwait(false));
    }

    /// <summary>Writes what the columns hold as one row group and empties them.</summary>
    public async Task FlushAsync()
    {
        if (_columns[0].Count == 0)
            return;
        using ParquetRowGroupWriter group = _writer.CreateRowGroup();
        foreach (Column column in _columns)
            await column.WriteAsync(group).ConfigureAwait(false);
    }

    public ValueTask DisposeAsync() => _writer.DisposeAsync();
}
