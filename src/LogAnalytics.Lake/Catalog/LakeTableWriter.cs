using LogAnalytics.Lake.Parquet;

namespace LogAnalytics.Lake.Catalog;

/// <summary>
/// One file of a table that grows row group by row group. It is put together in memory (compressed, a few megabytes) and written
/// at once: no half-written file, and no second read for its hash.
/// </summary>
public sealed class LakeTableWriter(LakeFolder lake, string table, string stem, TableFile file) : IDisposable
{
    private long _rows;

    public LakeTableWriter(LakeFolder lake, string table, string stem, IReadOnlyList<Column> columns)
        : this(lake, table, stem, new TableFile(columns))
    {
    }

    public string Table => table;

    /// <summary>Rows that wait for the next row group.</summary>
    public int Waiting => file.Waiting;

    /// <summary>Size of the row groups that are written.</summary>
    public long Bytes => file.Length;

    public void Flush()
    {
        _rows += Waiting;
        file.Flush();
    }

    public LakeFile Complete()
    {
        Flush();
        return lake.Keep(file.Complete(), stem, _rows);
    }

    /// <summary>The file is empty again, and its buffer serves the next of the same columns.</summary>
    public void Dispose() => file.Clear();
}
