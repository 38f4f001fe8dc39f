using DuckDB.NET.Data;

namespace LogAnalytics.Queries;

/// <summary>Rows of a query as they come; nothing is collected.</summary>
public sealed class QueryResult : IDisposable
{
    private readonly DuckDBCommand _command;
    private readonly DuckDBDataReader _reader;

    internal QueryResult(DuckDBCommand command, DuckDBDataReader reader)
    {
        _command = command;
        _reader = reader;
        Columns = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
        Types = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetFieldType)];
    }

    public IReadOnlyList<string> Columns { get; }

    /// <summary>Types of the values, as .NET sees them.</summary>
    public IReadOnlyList<Type> Types { get; }

    /// <summary>Steps to the next row.</summary>
    /// <exception cref="QueryException">The engine fails in the middle.</exception>
    /// <exception cref="OperationCanceledException"><see cref="Cancel"/> was called.</exception>
    public bool Read()
    {
        try
        {
            return _reader.Read();
        }
        catch (DuckDBException e)
        {
            throw EngineException.From(e, isOwnSql: false);
        }
    }

    public bool IsNull(int column) => _reader.IsDBNull(column);

    /// <summary>A value that is not NULL, in the type of its column.</summary>
    public T Get<T>(int column) => _reader.GetFieldValue<T>(column);

    /// <summary>The value as .NET sees it; null for NULL.</summary>
    /// <exception cref="QueryException">A list with NULL in it, which .NET's lists of values cannot hold.</exception>
    public object? Value(int column)
    {
        try
        {
            object value = _reader.GetValue(column);
            return value is DBNull ? null : value;
        }
        catch (InvalidCastException e)
        {
            throw new QueryException($"Column '{Columns[column]}': {e.Message}. Write to_json({Columns[column]}).");
        }
    }

    /// <summary>Stops a running query from another thread.</summary>
    public void Cancel() => _command.Cancel();

    public void Dispose()
    {
        _reader.Dispose();
        _command.Dispose();
    }
}
