using System.Globalization;
using DuckDB.NET.Data;
using LogAnalytics.Queries.Chunks;

namespace LogAnalytics.Queries;

/// <summary>Limits of the engine.</summary>
/// <param name="TemporaryFolder">Where it spills.</param>
public sealed record EngineLimits(int Threads, long MemoryBytes, string TemporaryFolder)
{
    /// <summary>With less the engine cannot even open the views.</summary>
    public const long LeastMemoryBytes = 64L << 20;

    public const long DefaultMemoryBytes = 512L << 20;
}

/// <summary>DuckDB in memory with the views over one lake. It never loads an extension and never opens a socket.</summary>
public sealed class LakeDatabase : IDisposable
{
    // A footer takes some 20 kB.
    private const int MostKeptFooters = 5_000;

    private readonly DuckDBConnection _connection;
    private readonly Lock _disposing = new();
    private bool _isDisposed;
    private volatile DuckDBCommand? _running;

    // Not disposed: whoever interrupts may come late.
    private readonly CancellationTokenSource _interruption = new();

    private LakeDatabase(DuckDBConnection connection) => _connection = connection;

    /// <param name="tables">Table name → its files, relative to the lake.</param>
    /// <param name="isLocked">For SQL typed by a user: nothing outside the lake can be read, and settings stay as they are.</param>
    /// <param name="outputFile">The one file that <see cref="WriteParquet"/> may write.</param>
    /// <param name="later">Module of views that the caller makes itself.</param>
    public static LakeDatabase Open(
        string lakeRoot, IReadOnlyDictionary<string, IReadOnlyList<string>> tables, EngineLimits limits, bool isLocked, string? outputFile = null, string? later = null)
    {
        DuckDBConnection connection = new("Data Source=:memory:");
        connection.Open();
        LakeDatabase database = new(connection);
        try
        {
            database.Configure(limits, tables);
            database.RegisterFiles(lakeRoot, tables);
            foreach (string module in SqlCatalog.ForViews(tables).Where(module => module != later))
                database.Execute(module);
            if (isLocked)
                database.Lock(lakeRoot, outputFile);
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

    /// <summary>Of the engine, which is loaded for it.</summary>
    public static string EngineVersion()
    {
        using DuckDBConnection connection = new("Data Source=:memory:");
        connection.Open();
        return connection.ServerVersion;
    }

    /// <summary>Fills <c>_given</c>; see <c>staging/given</c>.</summary>
    public void FillGiven(IEnumerable<(string Kind, string Subject, string Name, string? Value, string Source, bool IsUsers)> facts)
    {
        using DuckDBAppender appender = _connection.CreateAppender("temp", "main", "_given");
        foreach ((string kind, string subject, string name, string? value, string source, bool isUsers) in facts)
            appender.CreateRow().AppendValue(kind).AppendValue(subject).AppendValue(name).AppendValue(value).AppendValue(source).AppendValue(isUsers).EndRow();
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
        List<T> rows = [];
        ForEach(name, row => rows.Add(map(row)), parameters);
        return rows;
    }

    /// <summary>Runs a query of the catalogue and hands on its rows, none of which is kept.</summary>
    public void ForEach(string name, Action<QueryRow> use, IReadOnlyDictionary<string, object?>? parameters = null)
    {
        using DuckDBCommand command = Command(SqlCatalog.Text(name), parameters);
        using DuckDBDataReader reader = Guarded(command, command.ExecuteReader);
        QueryRow row = new(reader);
        while (Guard(reader.Read))
            use(row);
    }

    /// <summary>As <see cref="ForEach"/>, for millions of rows: a query without parameters, of numbers and flags.</summary>
    public void ForEachChunk(string name, Action<ResultChunk> use)
    {
        using ChunkedResult chunks = ChunkedResult.Start(_connection, SqlCatalog.Text(name), _interruption.Token)
            ?? throw new InvalidOperationException($"{name} cannot be read by chunks.");
        while (chunks.Read() is { } chunk)
        {
            using (chunk)
                use(chunk);
        }
    }

    /// <summary>Writes a query of the catalogue to a Parquet file.</summary>
    public void Export(string name, string path) => Run($"COPY ({SqlCatalog.Text(name).Trim().TrimEnd(';')}) TO '{Quoted(path)}' (FORMAT parquet, COMPRESSION zstd)");

    /// <summary>Runs SQL that a user typed, if it is one statement that only reads; rows are streamed.</summary>
    /// <param name="parameters">Name → value as text, which DuckDB casts to what it is compared with.</param>
    /// <exception cref="QueryException">It is not, or the engine refuses it.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled before its first row.</exception>
    public QueryResult Read(string sql, IReadOnlyDictionary<string, object?>? parameters = null, CancellationToken cancellation = default)
    {
        ReadStatement statement = ReadStatement.Parse(_connection, sql);
        return Typed(statement.Text, statement, parameters, cancellation, command =>
        {
            command.UseStreamingMode = true;
            return new QueryResult(command, command.ExecuteReader());
        });
    }

    /// <summary>As <see cref="Read"/>, chunk by chunk; null where the statement has parameters, or a column of a type that has to be read one by one.</summary>
    /// <exception cref="QueryException">It is not one statement that only reads.</exception>
    public ChunkedResult? ReadChunks(string sql, CancellationToken cancellation = default)
    {
        cancellation.ThrowIfCancellationRequested();
        ReadStatement statement = ReadStatement.Parse(_connection, sql);
        return statement.Parameters.Count > 0 ? null : ChunkedResult.Start(_connection, statement.Text, cancellation);
    }

    /// <summary>Writes the rows of SQL that a user typed as Parquet (zstd), into the file named when the lake was opened.</summary>
    /// <exception cref="QueryException">It is not one statement that only reads, or the engine refuses it.</exception>
    public void WriteParquet(string sql, string path, IReadOnlyDictionary<string, object?>? parameters = null, CancellationToken cancellation = default)
    {
        ReadStatement statement = ReadStatement.Parse(_connection, sql);
        if (statement.IsExplained)
            throw new QueryException("A plan has no columns to write as Parquet. Take --format table.");
        string copy = $"COPY ({statement.Select(_connection)}) TO '{Quoted(path)}' (FORMAT parquet, COMPRESSION zstd)";
        Typed(copy, statement, parameters, cancellation, command =>
        {
            using (command)
                return command.ExecuteNonQuery();
        });
    }

    /// <summary>Stops what runs, from another thread, and whatever is started afterwards: it throws <see cref="OperationCanceledException"/>.</summary>
    public void Interrupt()
    {
        _interruption.Cancel();
        _running?.Cancel();
    }

    /// <summary>Lets the engine keep account of its progress, which costs it some percent of its time; it prints nothing itself.</summary>
    public void FollowProgress() => Set("enable_progress_bar", "true");

    /// <summary>
    /// How much of the running statement is done, in [0, 1], as the engine estimates it; null where none runs or it cannot tell, and before
    /// <see cref="FollowProgress"/>. For any thread.
    /// </summary>
    public double? Progress
    {
        get
        {
            lock (_disposing)
            {
                if (_isDisposed || _running is null)
                    return null;
                double percentage = _connection.GetQueryProgress().Percentage;
                return percentage >= 0 ? Math.Min(percentage / 100, 1) : null;
            }
        }
    }

    public void Dispose()
    {
        lock (_disposing)
        {
            _isDisposed = true;
            _connection.Dispose();
        }
    }

    private void Configure(EngineLimits limits, IReadOnlyDictionary<string, IReadOnlyList<string>> tables)
    {
        Set("autoinstall_known_extensions", "false");
        Set("autoload_known_extensions", "false");
        Set("TimeZone", "UTC");
        Set("threads", limits.Threads.ToString(CultureInfo.InvariantCulture));
        Set("memory_limit", (Math.Max(limits.MemoryBytes, EngineLimits.LeastMemoryBytes) >> 20).ToString(CultureInfo.InvariantCulture) + "MiB");
        Set("temp_directory", limits.TemporaryFolder);
        Set("preserve_insertion_order", "false");
        if (tables.Values.Sum(files => files.Count) <= MostKeptFooters)
            Set("parquet_metadata_cache", "true");
        Set("enable_progress_bar_print", "false");
    }

    private T Typed<T>(string text, ReadStatement statement, IReadOnlyDictionary<string, object?>? parameters, CancellationToken cancellation, Func<DuckDBCommand, T> run)
    {
        // The engine forgets an interruption that comes before its statement.
        cancellation.ThrowIfCancellationRequested();
        DuckDBCommand command = _connection.CreateCommand();
        using CancellationTokenRegistration registration = cancellation.Register(command.Cancel);
        try
        {
            command.CommandText = text;
            foreach (DuckDBParameter parameter in statement.Bind(parameters ?? new Dictionary<string, object?>()))
                command.Parameters.Add(parameter);
            return run(command);
        }
        catch (DuckDBException e)
        {
            command.Dispose();
            cancellation.ThrowIfCancellationRequested();
            throw EngineException.From(e, isOwnSql: false);
        }
    }

    private void Lock(string lakeRoot, string? outputFile)
    {
        if (outputFile is not null)
            Run($"SET allowed_paths = ['{Quoted(outputFile)}']");
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
            _interruption.Token.ThrowIfCancellationRequested();
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
