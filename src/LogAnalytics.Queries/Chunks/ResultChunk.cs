using DuckDB.NET.Native;

namespace LogAnalytics.Queries.Chunks;

/// <summary>Some rows of a result in the engine's memory, column by column, text as UTF-8: no value is copied or made an object.</summary>
public sealed unsafe class ResultChunk : IDisposable
{
    private readonly DuckDBDataChunk _chunk;
    private readonly ChunkType[] _types;

    // Both point into the chunk, by column; the validity of a column without NULL is null. They are read below Rows only.
    private readonly void*[] _data;
    private readonly ulong*[] _validity;

    internal ResultChunk(DuckDBDataChunk chunk, int rows, ChunkType[] types)
    {
        (_chunk, Rows, _types) = (chunk, rows, types);
        _data = new void*[types.Length];
        _validity = new ulong*[types.Length];
        for (int column = 0; column < types.Length; column++)
        {
            IntPtr vector = NativeMethods.DataChunks.DuckDBDataChunkGetVector(chunk, column);
            _data[column] = NativeMethods.Vectors.DuckDBVectorGetData(vector);
            _validity[column] = NativeMethods.Vectors.DuckDBVectorGetValidity(vector);
        }
    }

    public int Rows { get; }

    public bool IsNull(int column, int row) => _validity[column] is not null && (_validity[column][row >> 6] & (1UL << (row & 63))) == 0;

    /// <summary>Of a column of texts or bytes; it is good as long as the chunk.</summary>
    public ReadOnlySpan<byte> Bytes(int column, int row)
    {
        // duckdb_string_t, 16 bytes: the length; up to 12 bytes follow at once, else 4 of them and where all of them stand.
        const int Size = 16, MostInlined = 12, Length = 4, Pointer = 8;
        byte* text = (byte*)_data[column] + ((long)row * Size);
        int length = *(int*)text;
        return new ReadOnlySpan<byte>(length <= MostInlined ? text + Length : *(byte**)(text + Pointer), length);
    }

    /// <summary>Of a column of whole numbers or times.</summary>
    public long Number(int column, int row) => _types[column] == ChunkType.Integer ? ((int*)_data[column])[row] : ((long*)_data[column])[row];

    public bool Flag(int column, int row) => ((byte*)_data[column])[row] != 0;

    public void Dispose() => _chunk.Dispose();
}
