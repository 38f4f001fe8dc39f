using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace LogAnalytics.Queries.Chunks;

/// <summary>The rows of a query as the engine holds them, a few thousand at a time, for results of many millions.</summary>
public sealed class ChunkedResult : IDisposable
{
    private readonly CancellationToken _cancellation;
    private readonly CancellationTokenRegistration _registration;
    private readonly DuckDBPreparedStatement _statement;
    private readonly ChunkType[] _types;
    private DuckDBResult _result;

    private ChunkedResult(DuckDBNativeConnection connection, DuckDBPreparedStatement statement, DuckDBResult result, ChunkType[] types, CancellationToken cancellation)
    {
        (_statement, _result, _types, _cancellation) = (statement, result, types, cancellation);
        Columns = [.. Enumerable.Range(0, types.Length).Select(column => NativeMethods.Query.DuckDBColumnName(ref _result, column))];
        _registration = cancellation.Register(() => NativeMethods.Startup.DuckDBInterrupt(connection));
    }

    public IReadOnlyList<string> Columns { get; }

    public IReadOnlyList<ChunkType> Types => _types;

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

    /// <summary>The next chunk, which is the caller's: those before it stay. Null at the end.</summary>
    /// <exception cref="QueryException">The engine fails in the middle.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public ResultChunk? Read()
    {
        _cancellation.ThrowIfCancellationRequested();
        DuckDBDataChunk chunk = NativeMethods.Query.DuckDBFetchChunk(_result);
        if (!chunk.IsInvalid && (int)NativeMethods.DataChunks.DuckDBDataChunkGetSize(chunk) is > 0 and int rows)
            return new ResultChunk(chunk, rows, _types);
        chunk.Dispose();
        _cancellation.ThrowIfCancellationRequested();
        return NativeMethods.Query.DuckDBResultError(ref _result) is { Length: > 0 } message
            ? throw EngineException.From(NativeMethods.Query.DuckDBResultErrorType(ref _result), message, isOwnSql: false)
            : null;
    }

    public void Dispose()
    {
        _registration.Dispose();
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
