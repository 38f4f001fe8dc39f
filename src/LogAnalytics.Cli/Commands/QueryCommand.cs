using System.CommandLine;
using LogAnalytics.Cli.Analysis;
using LogAnalytics.Cli.Options;
using LogAnalytics.Cli.Output;
using LogAnalytics.Cli.Prompt;
using LogAnalytics.Cli.Terminal;
using LogAnalytics.Inputs;
using LogAnalytics.Queries;
using LogAnalytics.Queries.Chunks;

namespace LogAnalytics.Cli.Commands;

/// <summary>Ad-hoc SQL over the views, read-only.</summary>
public static class QueryCommand
{
    private const string Parquet = "parquet";

    public static Command Create(CliContext context)
    {
        Command command = new("query", """
            Answer SQL (DuckDB) over the views of a lake. Read-only. Without SQL, a terminal gets a prompt with history and completion.

            Example: loganalytics query --lake lake "SELECT server, outcome, count(*) FROM sessions GROUP BY ALL ORDER BY ALL"
                     loganalytics query --lake lake --name hourly-families --param server=EX01 --format csv
            """);
        QueryText sql = new(command);
        ParameterOption parameters = new(command);
        Option<bool> list = new("--list") { Description = "List the named queries and their parameters." };
        Option<string> format = new("--format") { Description = "table, csv, json, jsonl, parquet (with --output) or markdown; default table.", HelpName = "FORMAT", DefaultValueFactory = _ => "table" };
        Option<string?> output = new("--output") { Description = "Write to a file instead of stdout.", HelpName = "F" };
        Option<bool> spreadsheetSafe = new("--spreadsheet-safe") { Description = "CSV: guard values that a spreadsheet would take for formulas." };
        format.AcceptOnlyFromAmong("table", "csv", "json", "jsonl", Parquet, "markdown");
        LakeOption lake = new(command, isRequired: false);
        foreach (Option option in new Option[] { list, format, output, spreadsheetSafe })
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetResult(format)?.Tokens is [{ Value: Parquet }] && result.GetValue(output) is null)
                result.AddError("--format parquet needs --output F.parquet.");
            if (!result.GetValue(list) && !lake.IsGiven(result))
                result.AddError("Option '--lake' is required.");
        });
        CommonOptions common = new(command);
        command.SetAction((parse, cancellation) =>
        {
            Streams streams = common.Streams(parse);
            ResultWriter writer = ResultWriters.Create(parse.GetValue(format)!, parse.GetValue(spreadsheetSafe), streams);
            if (parse.GetValue(list))
            {
                NamedQueryList.Write(sql.Named(parse).All, streams);
                return Task.FromResult(ExitCodes.Done);
            }

            (string Sql, IReadOnlyDictionary<string, object?> Values)? query = sql.Read(parse, parameters.Values(parse), context);
            ResultFile? file = parse.GetValue(output) is { } path ? new ResultFile(path) : null;
            using OpenedLake opened = new(AnalysisRun.OpenLake(lake.Root(parse)), parse, common, isLocked: true, cancellation, file?.Temporary);
            LakeDatabase database = opened.Database;
            if (query is not { } asked)
                return Task.FromResult(QueryPrompt.RunOnTerminal(database, streams, writer));
            bool isPlainCsv = parse.GetValue(format) == "csv" && !parse.GetValue(spreadsheetSafe);
            if (file is null)
            {
                // A console that others share may stand for another stream.
                using Stream? console = isPlainCsv && context.OwnsProcess ? System.Console.OpenStandardOutput() : null;
                if (console is null || !WriteChunks(database, asked, console, cancellation))
                    Write(database, asked, writer, System.Console.Out, cancellation);
            }
            else if (parse.GetValue(format) == Parquet)
                file.Write(temporary => database.WriteParquet(asked.Sql, temporary, asked.Values, cancellation));
            else
                file.Write(temporary =>
                {
                    using StreamWriter text = ResultFile.Text(temporary);
                    if (!isPlainCsv || !WriteChunks(database, asked, text.BaseStream, cancellation))
                        Write(database, asked, writer, text, cancellation);
                });
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }

    // Bytes as they are, for long results; false where the result has to go the usual way.
    private static bool WriteChunks(LakeDatabase database, (string Sql, IReadOnlyDictionary<string, object?> Values) query, Stream stream, CancellationToken cancellation)
    {
        using ChunkedResult? result = query.Values.Count == 0 ? database.ReadChunks(query.Sql, cancellation) : null;
        if (result is null)
            return false;
        new CsvChunkWriter(result, stream).Write();
        return true;
    }

    private static void Write(
        LakeDatabase database, (string Sql, IReadOnlyDictionary<string, object?> Values) query, ResultWriter writer, TextWriter text, CancellationToken cancellation)
    {
        using QueryResult result = database.Read(query.Sql, query.Values, cancellation);
        using CancellationTokenRegistration registration = cancellation.Register(result.Cancel);
        writer.Write(result, text);
        cancellation.ThrowIfCancellationRequested();
    }
}
