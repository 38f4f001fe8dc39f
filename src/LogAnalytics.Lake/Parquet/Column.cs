namespace LogAnalytics.Lake.Parquet;

/// <summary>One column of a table while its row group is being filled. Its memory serves one row group after the other.</summary>
public abstract class Column
{
    private readonly ColumnValues _values;
    private readonly LogicalType _logical;
    private readonly NullMask? _nulls;

    private protected Column(string name, LogicalType logical, ColumnValues values, NullMask? nulls)
    {
        Name = name;
        _logical = logical;
        _values = values;
        _nulls = nulls;
    }

    public string Name { get; }

    public int Count => _nulls?.Count ?? _values.Count;

    internal ColumnType Type => new(_values.Type, _logical, _nulls is not null);

    /// <summary>Appends the rows as a column chunk and forgets them.</summary>
    internal ColumnChunk Write(ChunkWriter chunk)
    {
        int rows = Count;
        PageEncoding encoding = _values.Count == 0 ? PageEncoding.Plain : _values.Begin(chunk);
        int rowsPerPage = _values.RowsPerPage(rows);
        int from = 0;
        for (int row = 0; row < rows; row += rowsPerPage)
        {
            int count = Math.Min(rowsPerPage, rows - row);
            int present = count;
            if (_nulls is not null)
            {
                present = _nulls.CountPresent(row, count);
                _nulls.Encode(row, count, chunk.Page);
            }

            if (present > 0)
                _values.Encode(from, present, chunk.Page);
            chunk.EndData(count, present > 0 ? encoding : PageEncoding.Plain);
            from += present;
        }

        ColumnChunk written = chunk.Complete(rows - _values.Count, _values.Range);
        _values.Clear();
        _nulls?.Clear();
        return written;
    }
}
