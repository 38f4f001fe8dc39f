using LogAnalytics.Lake.Parquet;

namespace LogAnalytics.Lake.Catalog;

/// <summary>
/// One file of a table that grows row group by row group. It is put together in memory (compressed, a few megabytes) and written
/// at once: no half-written file, and no second read for its hash.
/// </summary>
public sealed class LakeTableWriter : IAsyncDisposable
{
    private readonly LakeFolder _lake;
    private readonly string _stem;
    private readonly IReadOnlyList<Column> _columns;
    private readonly MemoryStream _bytes;
    private readonly TableFile _file;
    private long _rows;

    private LakeTableWriter(LakeFolder lake, string table, string stem, IReadOnlyList<Column> columns, MemoryStream bytes, TableFile file)
    {
        _lake = lake;
        Table = table;
        _stem = stem;
        _columns = columns;
        _bytes = bytes;
        _file = file;
    }

    public string Table { get; }

    /// <summary>Rows that wait for the next row group.</summary>
    public int Waiting => _columns[0].Count;

    /// <summary>Size of the row groups that are written.</summary>
    public long Bytes => _bytes.Length;

    public static async Task<LakeTableWriter> CreateAsync(LakeFolder lake, string table, string stem, IReadOnlyList<Column> columns)
    {
        MemoryStream bytes = new();
        return new LakeTableWriter(lake, table, stem, columns, bytes, await TableFile.CreateAsync(bytes, columns).ConfigureAwait(false));
    }

    public Task FlushAsync()
    {
        _rows += Waiting;
        return _file.FlushAsync();
    }

    public async Task<LakeFile> CompleteAsync()
    {
        await FlushAsync().ConfigureAwait(false);
        await _file.DisposeAsync().ConfigureAwait(false);
        return _lake.Keep(_bytes.GetBuffer().AsSpan(0, (int)_bytes.Length), _stem, _rows);
    }

    public ValueTask DisposeAsync() => _bytes.DisposeAsync();
}
