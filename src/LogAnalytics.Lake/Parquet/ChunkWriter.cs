namespace LogAnalytics.Lake.Parquet;

/// <summary>Appends the pages of one column chunk to a file: a page is put together in <see cref="Page"/>, then ended.</summary>
internal sealed class ChunkWriter(ByteBuffer file, PageScratch scratch)
{
    private const int DataPage = 0;
    private const int DictionaryPage = 2;

    private readonly ThriftWriter _thrift = new(file);
    private ColumnChunk _chunk;

    public ByteBuffer Page => scratch.Page;

    public void EndDictionary(int count)
    {
        _chunk.DictionaryOffset = file.Length;
        ReadOnlySpan<byte> content = BeginPage(DictionaryPage);
        _thrift.BeginStruct(7);
        _thrift.Field(1, count);
        _thrift.Field(2, (int)PageEncoding.Plain);
        _thrift.End();
        EndPage(content, PageEncoding.Plain);
    }

    /// <param name="rows">Values and nulls in the page.</param>
    public void EndData(int rows, PageEncoding encoding)
    {
        _chunk.DataOffset ??= file.Length;
        _chunk.Values += rows;
        ReadOnlySpan<byte> content = BeginPage(DataPage);
        _thrift.BeginStruct(5);
        _thrift.Field(1, rows);
        _thrift.Field(2, (int)encoding);
        _thrift.Field(3, (int)PageEncoding.Rle);
        _thrift.Field(4, (int)PageEncoding.Rle);
        _thrift.End();
        _chunk.Encodings |= 1 << (int)PageEncoding.Rle;
        EndPage(content, encoding);
    }

    public ColumnChunk Complete(int nulls, (long Smallest, long Largest)? range)
    {
        ColumnChunk done = _chunk with { Nulls = nulls, Range = range };
        _chunk = default;
        return done;
    }

    private ReadOnlySpan<byte> BeginPage(int type)
    {
        ReadOnlySpan<byte> content = scratch.Compress();
        _chunk.UncompressedBytes += Page.Length - file.Length;
        _chunk.CompressedBytes -= file.Length;
        _thrift.BeginStruct();
        _thrift.Field(1, type);
        _thrift.Field(2, Page.Length);
        _thrift.Field(3, content.Length);
        return content;
    }

    private void EndPage(ReadOnlySpan<byte> content, PageEncoding encoding)
    {
        _thrift.End();
        _chunk.UncompressedBytes += file.Length;
        file.Write(content);
        _chunk.CompressedBytes += file.Length;
        _chunk.Encodings |= 1 << (int)encoding;
        Page.Clear();
    }
}
