using LogAnalytics.Lake.Parquet;

namespace LogAnalytics.Lake.Catalog;

/// <summary>
/// One file of a table that grows row group by row group. It is put together in memory (compressed, a few megabytes) and written
/// at once: no half-written file, and no second read for its hash.
/// </summary>
public sealed class LakeTableWriter(LakeFolder lake, string table, string stem, IReadOnlyList<Column> columns) : IDisposable
{
    private readonly TableFile _file = new(columns);
    private long _rows;

    public string Table => table;

    /// <summary>Rows that wait for the next row group.</summary>
    public int Waiting => columns[0].Count;

    /// <summary>Size of the row groups that are written.</summary>
    public long Bytes => _file.Length;

    public void Flush()
    {
        _rows += Waiting;
        _file.Flush();
    }

    public LakeFile Complete()
    {
        Flush();
        return lake.Keep(_file.Complete(), stem, _rows);
    }

    public void Dispose() => _file.Dispose();
}
