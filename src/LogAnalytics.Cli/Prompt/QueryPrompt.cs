using System.Diagnostics;
using System.Globalization;
using LogAnalytics.Cli.Options;
using LogAnalytics.Cli.Output;
using LogAnalytics.Cli.Terminal;
using LogAnalytics.Queries;

namespace LogAnalytics.Cli.Prompt;

/// <summary>SQL typed line by line; a statement ends with a semicolon, Ctrl+C ends a query and not the prompt.</summary>
public sealed class QueryPrompt(LakeDatabase database, Streams streams, ResultWriter writer, TextWriter output)
{
    private const string Help = """
        Type SQL and end it with a semicolon. Tab completes tables, columns and keywords; arrows bring back earlier lines.
          .tables          the views of the lake
          .schema VIEW     what the view holds, and its columns
          .timing on|off   whether each answer says how long it took (on)
          .help            this text
          .quit            leave, as Ctrl+D does
        """;

    private static readonly string[] _commands = [".tables", ".schema", ".timing", ".help", ".quit"];

    private static readonly string[] _keywords =
        ["SELECT", "FROM", "WHERE", "GROUP BY ALL", "ORDER BY ALL", "HAVING", "LIMIT", "JOIN", "LEFT JOIN", "USING", "DISTINCT", "BETWEEN", "DESCRIBE", "SUMMARIZE", "EXPLAIN", "INTERVAL", "TIMESTAMP", "FILTER"];

    private bool _isTimed = true;

    /// <summary>A prompt on the terminal, with the history of this user.</summary>
    public static int RunOnTerminal(LakeDatabase database, Streams streams, ResultWriter writer)
    {
        PromptHistory history = new(UserFolder.Settings("history"));
        bool before = System.Console.TreatControlCAsInput;
        System.Console.TreatControlCAsInput = true;
        try
        {
            streams.Note("SQL over the lake; .help for help, .quit or Ctrl+D to leave.");
            return new QueryPrompt(database, streams, writer, System.Console.Out).Run(new TerminalLines(history));
        }
        finally
        {
            System.Console.TreatControlCAsInput = before;
            history.Save();
        }
    }

    public int Run(ILineSource lines)
    {
        List<(string Table, string Column)> columns = Columns();
        string[] names = [.. columns.SelectMany(column => new[] { column.Table, column.Column }), .. _keywords, .. _commands];
        List<string> statement = [];
        while (true)
        {
            try
            {
                string? line = lines.ReadLine(statement.Count == 0 ? "sql> " : "...> ", names);
                if (line is null)
                    return ExitCodes.Done;
                if (statement.Count == 0 && line.TrimStart().StartsWith('.'))
                {
                    if (!Obey(line.Trim().TrimEnd(';'), [.. columns.Select(column => column.Table).Distinct()], lines))
                        return ExitCodes.Done;
                }
                else if (statement.Count > 0 || line.Trim().Length > 0)
                {
                    statement.Add(line);
                }

                if (statement.Count > 0 && line.TrimEnd().EndsWith(';'))
                {
                    string sql = string.Join('\n', statement);
                    statement.Clear();
                    Answer(sql, lines);
                }
            }
            catch (LineCancelledException)
            {
                statement.Clear();
            }
        }
    }

    /// <returns>False to leave.</returns>
    private bool Obey(string line, IReadOnlyList<string> tables, ILineSource lines)
    {
        string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        switch (words)
        {
            case [".quit" or ".exit"]:
                return false;
            case [".tables"]:
                output.WriteLine(string.Join('\n', tables));
                break;
            case [".schema", var name] when tables.Contains(name, StringComparer.OrdinalIgnoreCase):
                foreach (string comment in SqlCatalog.HeadOfView(name))
                    output.WriteLine(comment);
                Answer("DESCRIBE " + name, lines);
                break;
            case [".schema", ..]:
                streams.Note("Name one of: " + string.Join(", ", tables));
                break;
            case [".timing", "on" or "off"]:
                _isTimed = words[1] == "on";
                break;
            case [".help"]:
                output.WriteLine(Help);
                break;
            default:
                streams.Note($"There is no command {words[0]}. .help shows all; SQL does not begin with a dot.");
                break;
        }

        return true;
    }

    private void Answer(string sql, ILineSource lines)
    {
        Stopwatch clock = Stopwatch.StartNew();
        using CancellationTokenSource cancellation = new();
        Task work = Task.Run(() =>
        {
            using QueryResult result = database.Read(sql, cancellation: cancellation.Token);
            using CancellationTokenRegistration registration = cancellation.Token.Register(result.Cancel);
            writer.Write(result, output);
            cancellation.Token.ThrowIfCancellationRequested();
        });
        while (!((IAsyncResult)work).AsyncWaitHandle.WaitOne(TimeSpan.FromMilliseconds(50)))
        {
            if (lines.IsInterrupted())
                cancellation.Cancel();
        }

        try
        {
            work.GetAwaiter().GetResult();
            if (_isTimed)
                streams.Note(string.Create(CultureInfo.InvariantCulture, $"{clock.Elapsed.TotalSeconds:0.000} s"));
        }
        catch (OperationCanceledException)
        {
            streams.Note("cancelled");
        }
        catch (QueryException e)
        {
            foreach (string part in e.Message.Split('\n'))
                streams.Note(part);
        }
    }

    private List<(string Table, string Column)> Columns()
    {
        using QueryResult result = database.Read("SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal AND NOT starts_with(table_name, '_') ORDER BY ALL");
        List<(string, string)> columns = [];
        while (result.Read())
            columns.Add((result.Get<string>(0), result.Get<string>(1)));
        return columns;
    }
}
