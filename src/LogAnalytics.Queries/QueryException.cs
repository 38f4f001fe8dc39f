using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace LogAnalytics.Queries;

/// <summary>SQL that the engine refuses, or that we do; the message says what to change.</summary>
public class QueryException(string message) : Exception(message);

/// <summary>The engine fails on what it works on, not on the SQL: a damaged file, too little memory, a full disk.</summary>
public sealed class EngineException(string message) : QueryException(message)
{
    /// <summary>The exception that an engine failure becomes.</summary>
    /// <param name="isOwnSql">The SQL is the tool's own, so it is never what has to change.</param>
    internal static Exception From(DuckDBException e, bool isOwnSql) => e.ErrorType switch
    {
        DuckDBErrorType.Interrupt => new OperationCanceledException(e.Message),
        DuckDBErrorType.OutOfMemory => new EngineException(FirstLine(e.Message) + "\nGive more with --memory, or fewer --threads."),
        DuckDBErrorType.Io => new EngineException(e.Message),
        // "No magic bytes found at end of file '….parquet'": a table is damaged, the SQL is not.
        DuckDBErrorType.InvalidInput when e.Message.Contains(".parquet", StringComparison.Ordinal) => new EngineException(e.Message),
        _ => isOwnSql ? new EngineException(e.Message) : new QueryException(e.Message),
    };

    private static string FirstLine(string text) => text.Split('\n', 2)[0];
}
