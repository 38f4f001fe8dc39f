using LogAnalytics.Lake.Parquet;

namespace LogAnalytics.Lake.Catalog;

/// <summary>One table of a unit that grows row group by row group.</summary>
public sealed class LakeTableWriter : IAsyncDisposable
{
    private readonly LakeFolder _lake;
    private readonly UnitKey _key;
    private readonly IReadOnlyList<Column> _columns;
    private readonly FileStream _stream;
    private readonly TableFile _file;
    private long _rows;
    private bool _isCompleted;

    private LakeTableWriter(LakeFolder lake, UnitKey key, string table, IReadOnlyList<Column> columns, FileStream stream, TableFile file)
    {
        _lake = lake;
        _key = key;
        Table = table;
        _columns = columns;
        _stream = stream;
        _file = file;
    }

    public string Table { get; }

    public static async Task<LakeTableWriter> CreateAsync(LakeFolder lake, UnitKey key, string table, IReadOnlyList<Column> columns)
    {
        FileStream stream = lake.CreateTemporary();
        return new LakeTableWriter(lake, key, table, columns, stream, await TableFile.CreateAsync(stream, columns).ConfigureAwait(false));
    }

    public Task FlushAsync()
    {
        _rows += _columns[0].Count;
        return _file.FlushAsync();
    }

    /// <summary>The finished file; null where the table has no row.</summary>
    public async Task<LakeFile?> CompleteAsync()
    {
        await FlushAsync().ConfigureAwait(false);
        await _file.DisposeAsync().ConfigureAwait(false);
        _isCompleted = true;
        if (_rows > 0)
            return await _lake.KeepAsync(_stream, _key.FileStem(Table), _rows).ConfigureAwait(false);
        await DisposeAsync().ConfigureAwait(false);
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_isCompleted)
            await _file.DisposeAsync().ConfigureAwait(false);
        _isCompleted = true;
        await _stream.DisposeAsync().ConfigureAwait(false);
        File.Delete(_stream.Name);
    }
}
