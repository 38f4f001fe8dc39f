using LogAnalytics.Lake.Catalog;
using LogAnalytics.Notebooks.Frames;
using LogAnalytics.Queries;
using Microsoft.Data.Analysis;

namespace LogAnalytics.Notebooks;

/// <summary>
/// A lake, opened for questions. It shows what was committed when it was opened; open it again to see what came later.
/// Nothing can be written through it. One query runs at a time; threads wait for each other.
/// </summary>
/// <example><code>using Lake lake = Lake.Open("lake"); DataFrame hours = lake.Sql("SELECT server, count(*) AS sessions FROM sessions GROUP BY ALL ORDER BY ALL");</code></example>
public sealed class Lake : IDisposable
{
    private readonly Lock _turn = new();
    private readonly LakeReading _reading;
    private readonly ScratchFolder _scratch;
    private readonly LakeDatabase _database;
    private readonly LakeOptions _options;

    private Lake(string root, LakeOptions options)
    {
        LakeFolder folder = new(root);
        if (!folder.Exists)
            throw new LakeException($"'{root}' holds no lake. Make one first: loganalytics convert INPUT --lake {root}");
        Root = folder.Root;
        _options = options;
        _reading = LakeReading.Begin(folder);
        _scratch = new ScratchFolder();
        try
        {
            _database = LakeDatabase.Open(folder.Root, folder.Tables(folder.ReadManifest()), new EngineLimits(options.Threads, options.MemoryBytes, _scratch.Root), isLocked: true);
        }
        catch
        {
            _scratch.Dispose();
            _reading.Dispose();
            throw;
        }
    }

    /// <summary>Full path of the lake's folder.</summary>
    public string Root { get; }

    /// <summary>Opens the lake in a folder.</summary>
    /// <param name="path">The folder that <c>loganalytics convert</c> or <c>run</c> wrote with <c>--lake</c>.</param>
    /// <param name="options">Null: the defaults of <see cref="LakeOptions"/>.</param>
    /// <exception cref="LakeException">There is no lake, it is damaged, or a newer version wrote it.</exception>
    public static Lake Open(string path, LakeOptions? options = null) => new(path, options ?? new LakeOptions());

    /// <summary>Answers one SQL statement that reads, as a table in memory.</summary>
    /// <param name="sql">DuckDB's SQL over the views (<c>events</c>, <c>sessions</c>, …); parameters are written <c>$name</c>.</param>
    /// <param name="parameters">
    /// Values by name: a dictionary, or an object with a property for each, such as <c>new { server = "EX01" }</c>. Bound, never pasted.
    /// </param>
    /// <param name="cancellation">Ends the query.</param>
    /// <returns>
    /// NULL is null. Whole numbers are Int32 or Int64; HUGEINT (what <c>sum</c> gives) is Int64 where all values fit, else Decimal, else text.
    /// TIMESTAMP and DATE are DateTime in UTC; lists, structs and maps are their JSON; BLOBs are hexadecimal.
    /// </returns>
    /// <exception cref="QueryException">The statement does not read, or the engine refuses it.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    /// <exception cref="ResultTooLargeException">More rows than <see cref="LakeOptions.MaxRows"/>.</exception>
    public DataFrame Sql(string sql, object? parameters = null, CancellationToken cancellation = default) =>
        Run(sql, parameters, cancellation, result =>
        {
            FrameBuilder frame = new(result);
            while (result.Read())
                frame.AddRow(_options.MaxRows);
            return frame.Build();
        });

    /// <summary>Answers one SQL statement that reads, as objects.</summary>
    /// <typeparam name="T">
    /// A record or class whose constructor parameters, or settable properties, are named as the columns are: <c>RemoteEndpoint</c> takes
    /// <c>remote_endpoint</c>. Or a single value, such as <c>long</c>, for the first column. Lists go into <c>IReadOnlyList&lt;string&gt;</c>.
    /// </typeparam>
    /// <inheritdoc cref="Sql" path="/param"/>
    /// <exception cref="QueryException">The statement does not read, the engine refuses it, or a column and its member do not fit.</exception>
    /// <exception cref="ResultTooLargeException">More rows than <see cref="LakeOptions.MaxRows"/>.</exception>
    public IReadOnlyList<T> Rows<T>(string sql, object? parameters = null, CancellationToken cancellation = default) =>
        Run(sql, parameters, cancellation, result =>
        {
            RowMapper<T> mapper = new(result.Columns);
            List<T> rows = [];
            while (result.Read())
            {
                if (rows.Count == _options.MaxRows)
                    throw new ResultTooLargeException(_options.MaxRows);
                rows.Add(mapper.Map(result));
            }

            return rows;
        });

    /// <summary>Names of the views and their columns, in order: what SQL can ask for.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Views() =>
        Rows<ViewColumn>("SELECT table_name AS view, column_name AS name FROM duckdb_columns() WHERE schema_name = 'main' AND table_name NOT LIKE '\\_%' ESCAPE '\\' AND NOT internal ORDER BY table_name, column_index")
            .GroupBy(column => column.View, StringComparer.Ordinal)
            .ToDictionary(view => view.Key, view => (IReadOnlyList<string>)[.. view.Select(column => column.Name)], StringComparer.Ordinal);

    /// <summary>Lets go of the lake and of its temporary folder.</summary>
    public void Dispose()
    {
        lock (_turn)
        {
            _database.Dispose();
            _scratch.Dispose();
            _reading.Dispose();
        }
    }

    private T Run<T>(string sql, object? parameters, CancellationToken cancellation, Func<QueryResult, T> read)
    {
        using CancellationTokenSource either = CancellationTokenSource.CreateLinkedTokenSource(cancellation, AmbientCancellation.Token);
        lock (_turn)
        {
            using QueryResult result = _database.Read(sql, SqlParameters.Of(parameters), either.Token);
            using CancellationTokenRegistration registration = either.Token.Register(result.Cancel);
            T answer = read(result);
            either.Token.ThrowIfCancellationRequested();
            return answer;
        }
    }

    private sealed record ViewColumn(string View, string Name);
}
