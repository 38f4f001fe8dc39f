using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace LogAnalytics.Queries.Chunks;

/// <summary>
/// Rows of a query as the engine holds them: a few thousand at a time, column by column, text as UTF-8. No value is copied or made an
/// object, for results of many millions of rows.
/// </summary>
public sealed unsafe class ChunkedResult : IDisposable
{
    private readonly CancellationToken _cancellation;
    private readonly CancellationTokenRegistration _registration;
    private readonly DuckDBPreparedStatement _statement;
    private readonly ChunkType[] _types;

    // Both point into the chunk that is held, by column; the validity of a column without NULL is null. They are read below Rows only.
    private readonly void*[] _data;
    private readonly ulong*[] _validity;
    private DuckDBResult _result;
    private DuckDBDataChunk? _chunk;

    private ChunkedResult(DuckDBNativeConnection connection, DuckDBPreparedStatement statement, DuckDBResult result, ChunkType[] types, CancellationToken cancellation)
    {
        (_statement, _result, _types, _cancellation) = (statement, result, types, cancellation);
        _data = new void*[types.Length];
        _validity = new ulong*[types.Length];
        Columns = [.. Enumerable.Range(0, types.Length).Select(column => NativeMethods.Query.DuckDBColumnName(ref _result, column))];
        _registration = cancellation.Register(() => NativeMethods.Startup.DuckDBInterrupt(connection));
    }

    public IReadOnlyList<string> Columns { get; }

    public IReadOnlyList<ChunkType> Types => _types;

    /// <summary>Of the chunk that is held.</summary>
    public int Rows { get; private set; }

    /// <summary>Starts a statement without parameters; null where a column is of a type that has to be read one by one.</summary>
    /// <exception cref="QueryException">The engine refuses it.</exception>
    internal static ChunkedResult? Start(DuckDBConnection connection, string sql, CancellationToken cancellation)
    {
        DuckDBNativeConnection native = connection.NativeConnection;
        bool isPrepared = NativeMethods.PreparedStatements.DuckDBPrepare(native, sql, out DuckDBPreparedStatement statement) == DuckDBState.Success;
        // What cannot be prepared is refused by the usual way, in its words.
        if (!isPrepared)
        {
            statement.Dispose();
            return null;
        }

        using CancellationTokenRegistration interruption = cancellation.Register(() => NativeMethods.Startup.DuckDBInterrupt(native));
        if (NativeMethods.PreparedStatements.DuckDBExecutePreparedStreaming(statement, out DuckDBResult result) == DuckDBState.Success && TypesOf(ref result) is { } types)
            return new ChunkedResult(native, statement, result, types, cancellation);
        NativeMethods.Query.DuckDBDestroyResult(ref result);
        statement.Dispose();
        cancellation.ThrowIfCancellationRequested();
        return null;
    }

    /// <summary>Steps to the next chunk.</summary>
    /// <exception cref="QueryException">The engine fails in the middle.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public bool Next()
    {
        _cancellation.ThrowIfCancellationRequested();
        _chunk?.Dispose();
        _chunk = NativeMethods.Query.DuckDBFetchChunk(_result);
        Rows = _chunk.IsInvalid ? 0 : (int)NativeMethods.DataChunks.DuckDBDataChunkGetSize(_chunk);
        if (Rows == 0)
        {
            _cancellation.ThrowIfCancellationRequested();
            return NativeMethods.Query.DuckDBResultError(ref _result) is { Length: > 0 } message
                ? throw EngineException.From(NativeMethods.Query.DuckDBResultErrorType(ref _result), message, isOwnSql: false)
                : false;
        }

        for (int column = 0; column < _types.Length; column++)
        {
            IntPtr vector = NativeMethods.DataChunks.DuckDBDataChunkGetVector(_chunk, column);
            _data[column] = NativeMethods.Vectors.DuckDBVectorGetData(vector);
            _validity[column] = NativeMethods.Vectors.DuckDBVectorGetValidity(vector);
        }

        return true;
    }

    public bool IsNull(int column, int row) => _validity[column] is not null && (_validity[column][row >> 6] & (1UL << (row & 63))) == 0;

    /// <summary>Of a column of texts or bytes; it is good until the next chunk.</summary>
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

    public void Dispose()
    {
        _registration.Dispose();
        _chunk?.Dispose();
        NativeMethods.Query.DuckDBDestroyResult(ref _result);
        _statement.Dispose();
    }

    private static ChunkType[]? TypesOf(ref DuckDBResult result)
    {
        ChunkType[] types = new ChunkType[(int)NativeMethods.Query.DuckDBColumnCount(ref result)];
        for (int column = 0; column < types.Length; column++)
        {
            if (TypeOf(NativeMethods.Query.DuckDBColumnType(ref result, column)) is not { } type)
                return null;
            types[column] = type;
        }

        return types;
    }

    private static ChunkType? TypeOf(DuckDBType type) => type switch
    {
        DuckDBType.Varchar => ChunkType.Text,
        DuckDBType.Blob => ChunkType.Bytes,
        DuckDBType.Boolean => ChunkType.Flag,
        DuckDBType.Integer => ChunkType.Integer,
        DuckDBType.BigInt => ChunkType.Long,
        DuckDBType.Timestamp => ChunkType.Time,
        _ => null,
    };
}
