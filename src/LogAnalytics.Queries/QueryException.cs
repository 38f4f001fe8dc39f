using DuckDB.NET.Data;
using DuckDB.NET.Native;

namespace LogAnalytics.Queries;

/// <summary>SQL that the engine refuses, or that we do; the message says what to change.</summary>
public class QueryException(string message) : Exception(message);

/// <summary>The engine fails on what it works on, not on the SQL: a damaged file, too little memory, a full disk.</summary>
public sealed class EngineException(string message) : QueryException(message)
{
    private const string Interrupted = "INTERRUPT Error:";

    /// <summary>The exception that an engine failure becomes.</summary>
    /// <param name="isOwnSql">The SQL is the tool's own, so it is never what has to change.</param>
    internal static Exception From(DuckDBException e, bool isOwnSql) => From(e.ErrorType, e.Message, isOwnSql);

    internal static Exception From(DuckDBErrorType type, string message, bool isOwnSql) => type switch
    {
        DuckDBErrorType.Interrupt => new OperationCanceledException(message),
        // While a statement is prepared the engine gives its interruption another type.
        _ when message.StartsWith(Interrupted, StringComparison.Ordinal) => new OperationCanceledException(message),
        DuckDBErrorType.OutOfMemory => new EngineException(FirstLine(message) + "\nGive more with --memory, or fewer --threads."),
        DuckDBErrorType.Io => new EngineException(message),
        // "No magic bytes found at end of file '….parquet'": a table is damaged, the SQL is not.
        DuckDBErrorType.InvalidInput when message.Contains(".parquet", StringComparison.Ordinal) => new EngineException(message),
        _ => isOwnSql ? new EngineException(message) : new QueryException(message),
    };

    private static string FirstLine(string text) => text.Split('\n', 2)[0];
}
