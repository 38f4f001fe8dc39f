using System.Buffers.Binary;

namespace LogAnalytics.Lake.Parquet;

/// <summary>
/// Puts one Parquet file together in memory, row group by row group: a dictionary page where values repeat, data pages of about a
/// megabyte, zstd. The same rows give the same bytes.
/// </summary>
public sealed class TableFile : IDisposable
{
    private readonly IReadOnlyList<Column> _columns;
    private readonly List<RowGroup> _groups = [];
    private readonly ByteBuffer _file = new();
    private bool _isComplete;

    public TableFile(IReadOnlyList<Column> columns)
    {
        _columns = columns;
        Clear();
    }

    /// <summary>Rows that wait for the next row group.</summary>
    public int Waiting => _columns[0].Count;

    /// <summary>Bytes of the row groups that are written.</summary>
    public int Length => _file.Length;

    private static ReadOnlySpan<byte> Magic => "PAR1"u8;

    /// <summary>Writes what the columns hold as one row group and empties them; nothing if they hold nothing.</summary>
    public void Flush()
    {
        int rows = Waiting;
        if (rows == 0)
            return;
        if (_columns.FirstOrDefault(column => column.Count != rows) is { } uneven)
            throw new InvalidOperationException($"column '{uneven.Name}' has {uneven.Count} rows, '{_columns[0].Name}' has {rows}");
        PageScratch scratch = PageScratch.Rent();
        ChunkWriter writer = new(_file, scratch);
        ColumnChunk[] chunks = new ColumnChunk[_columns.Count];
        for (int i = 0; i < chunks.Length; i++)
            chunks[i] = _columns[i].Write(writer);
        scratch.Return();
        _groups.Add(new RowGroup(rows, chunks));
    }

    /// <summary>The whole file, after a last <see cref="Flush"/>; valid until <see cref="Clear"/> or <see cref="Dispose"/>.</summary>
    public ReadOnlySpan<byte> Complete()
    {
        if (_isComplete)
            return _file.Written;
        Flush();
        int start = _file.Length;
        FooterWriter.Write(_file, _columns, _groups);
        BinaryPrimitives.WriteInt32LittleEndian(_file.Reserve(sizeof(int)), _file.Length - start);
        _file.Advance(sizeof(int));
        _file.Write(Magic);
        _isComplete = true;
        return _file.Written;
    }

    /// <summary>A new file of the same columns; the buffer stays.</summary>
    public void Clear()
    {
        _groups.Clear();
        _isComplete = false;
        _file.Clear();
        _file.Write(Magic);
    }

    public void Dispose() => _file.Dispose();
}
