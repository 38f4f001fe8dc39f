using System.Globalization;
using DuckDB.NET.Data;

namespace LogAnalytics.Queries;

/// <summary>Limits of the engine.</summary>
/// <param name="TemporaryFolder">Where it spills.</param>
public sealed record EngineLimits(int Threads, long MemoryBytes, string TemporaryFolder)
{
    /// <summary>With less the engine cannot even open the views.</summary>
    public const long LeastMemoryBytes = 64L << 20;
}

/// <summary>DuckDB in memory with the views over one lake. It never loads an extension and never opens a socket.</summary>
public sealed class LakeDatabase : IDisposable
{
    private readonly DuckDBConnection _connection;
    private volatile DuckDBCommand? _running;
    private volatile bool _isInterrupted;

    private LakeDatabase(DuckDBConnection connection) => _connection = connection;

    /// <param name="tables">Table name → its files, relative to the lake.</param>
    /// <param name="isLocked">For SQL typed by a user: nothing outside the lake can be read, and settings stay as they are.</param>
    public static LakeDatabase Open(string lakeRoot, IReadOnlyDictionary<string, IReadOnlyList<string>> tables, EngineLimits limits, bool isLocked)
    {
        DuckDBConnection connection = new("Data Source=:memory:");
        connection.Open();
        LakeDatabase database = new(connection);
        try
        {
            database.Configure(limits);
            database.RegisterFiles(lakeRoot, tables);
            database.Execute("staging/tables");
            foreach (string view in SqlCatalog.In("views"))
                database.Execute(view);
            if (isLocked)
                database.Lock(lakeRoot);
            return database;
        }
        catch (DuckDBException e)
        {
            database.Dispose();
            throw EngineException.From(e, isOwnSql: true);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Runs a statement of the catalogue for its effect.</summary>
    public void Execute(string name, IReadOnlyDictionary<string, object?>? parameters = null)
    {
        foreach (string statement in Statements(SqlCatalog.Text(name)))
        {
            using DuckDBCommand command = Command(statement, parameters);
            Guarded(command, command.ExecuteNonQuery);
        }
    }

    /// <summary>Runs a query of the catalogue and maps its rows.</summary>
    public List<T> Query<T>(string name, Func<QueryRow, T> map, IReadOnlyDictionary<string, object?>? parameters = null)
    {
        using DuckDBCommand command = Command(SqlCatalog.Text(name), parameters);
        using DuckDBDataReader reader = Guarded(command, command.ExecuteReader);
        List<T> rows = [];
        QueryRow row = new(reader);
        while (Guard(reader.Read))
            rows.Add(map(row));
        return rows;
    }

    /// <summary>Runs SQL that a user typed, if it is one statement that only reads; rows are streamed.</summary>
    /// <exception cref="QueryException">It is not, or the engine refuses it.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled before its first row.</exception>
    public QueryResult Read(string sql, CancellationToken cancellation = default) => Read(sql, new Dictionary<string, object?>(), cancellation);

    /// <inheritdoc cref="Read(string, CancellationToken)"/>
    /// <param name="parameters">Values of <c>$name</c>, bound; one that the statement does not name is an error.</param>
    public QueryResult Read(string sql, IReadOnlyDictionary<string, object?> parameters, CancellationToken cancellation = default)
    {
        ReadOnlyStatement.Check(_connection, sql);
        // The engine forgets an interruption that comes before its statement.
        cancellation.ThrowIfCancellationRequested();
        DuckDBCommand command = Command(sql, parameters);
        if (command.Parameters.Count < parameters.Count)
        {
            string[] unused = [.. parameters.Keys.Where(name => !command.Parameters.Contains(name))];
            command.Dispose();
            throw new QueryException($"The SQL does not name ${string.Join(", $", unused)}.");
        }

        command.UseStreamingMode = true;
        using CancellationTokenRegistration registration = cancellation.Register(command.Cancel);
        try
        {
            return new QueryResult(command, command.ExecuteReader());
        }
        catch (DuckDBException e)
        {
            command.Dispose();
            cancellation.ThrowIfCancellationRequested();
            throw EngineException.From(e, isOwnSql: false);
        }
        catch (InvalidOperationException e)
        {
            // "Invalid number of parameters. Expected 1, got 0"
            command.Dispose();
            throw new QueryException($"{e.Message}: each $name of the SQL needs a value.");
        }
    }

    /// <summary>Stops what runs, from another thread, and whatever is started afterwards: it throws <see cref="OperationCanceledException"/>.</summary>
    public void Interrupt()
    {
        _isInterrupted = true;
        _running?.Cancel();
    }

    public void Dispose() => _connection.Dispose();

    private void Configure(EngineLimits limits)
    {
        Set("autoinstall_known_extensions", "false");
        Set("autoload_known_extensions", "false");
        Set("TimeZone", "UTC");
        Set("threads", limits.Threads.ToString(CultureInfo.InvariantCulture));
        Set("memory_limit", (Math.Max(limits.MemoryBytes, EngineLimits.LeastMemoryBytes) >> 20).ToString(CultureInfo.InvariantCulture) + "MiB");
        Set("temp_directory", limits.TemporaryFolder);
        Set("preserve_insertion_order", "false");
    }

    private void Lock(string lakeRoot)
    {
        Run($"SET allowed_directories = ['{Quoted(lakeRoot)}']");
        Set("enable_external_access", "false");
        Set("lock_configuration", "true");
    }

    private void Set(string setting, string value) => Run($"SET {setting} = '{Quoted(value)}'");

    private static string Quoted(string text) => text.Replace("'", "''", StringComparison.Ordinal);

    private void Run(string sql)
    {
        using DuckDBCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        Guard(command.ExecuteNonQuery);
    }

    private void RegisterFiles(string lakeRoot, IReadOnlyDictionary<string, IReadOnlyList<string>> tables)
    {
        Run("CREATE TEMP TABLE _lake_files (table_name VARCHAR, ordinal INTEGER, path VARCHAR)");
        using DuckDBAppender appender = _connection.CreateAppender("temp", "main", "_lake_files");
        foreach ((string table, IReadOnlyList<string> paths) in tables)
        {
            for (int i = 0; i < paths.Count; i++)
                appender.CreateRow().AppendValue(table).AppendValue(i).AppendValue(Path.Combine(lakeRoot, paths[i])).EndRow();
        }
    }

    // Only the parameters that the text names are bound: the engine refuses others.
    private DuckDBCommand Command(string sql, IReadOnlyDictionary<string, object?>? parameters)
    {
        DuckDBCommand command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach ((string name, object? value) in parameters ?? new Dictionary<string, object?>())
        {
            if (System.Text.RegularExpressions.Regex.IsMatch(sql, @"\$" + System.Text.RegularExpressions.Regex.Escape(name) + @"\b"))
                command.Parameters.Add(new DuckDBParameter(name, value));
        }

        return command;
    }

    private static IEnumerable<string> Statements(string text) =>
        text.Split(";\n", StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    // The engine forgets an interruption that comes before its statement, so the flag is looked at on both sides of making it known.
    private T Guarded<T>(DuckDBCommand command, Func<T> run)
    {
        _running = command;
        try
        {
            if (_isInterrupted)
                throw new OperationCanceledException();
            return Guard(run);
        }
        finally
        {
            _running = null;
        }
    }

    private static T Guard<T>(Func<T> run)
    {
        try
        {
            return run();
        }
        catch (DuckDBException e)
        {
            throw EngineException.From(e, isOwnSql: true);
        }
    }
}
