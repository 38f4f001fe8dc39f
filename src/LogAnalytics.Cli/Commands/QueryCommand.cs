using System.CommandLine;
using LogAnalytics.Cli.Options;
using LogAnalytics.Cli.Output;
using LogAnalytics.Cli.Terminal;
using LogAnalytics.Inputs;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Queries;

namespace LogAnalytics.Cli.Commands;

/// <summary>Ad-hoc SQL over the views, read-only.</summary>
public static class QueryCommand
{
    public static Command Create(CliContext context)
    {
        Command command = new("query", """
            Answer SQL (DuckDB) over the views events, sessions, messages, recipients, files, file_versions, rejects,
            certificates, certificate_endpoints, coverage, incidents, affected_messages and log_lines. Read-only.

            Example: loganalytics query --lake lake "SELECT server, outcome, count(*) FROM sessions GROUP BY ALL ORDER BY ALL"
            """);
        Argument<string?> sql = new("SQL") { Description = "One statement that reads; - for standard input.", Arity = ArgumentArity.ZeroOrOne };
        Option<string?> file = new("--file") { Description = "Read the SQL from a file.", HelpName = "F.sql" };
        Option<string> format = new("--format") { Description = "table, csv, json, jsonl or markdown; default table.", HelpName = "FORMAT", DefaultValueFactory = _ => "table" };
        Option<string?> output = new("--output") { Description = "Write to a file instead of stdout.", HelpName = "F" };
        Option<bool> spreadsheetSafe = new("--spreadsheet-safe") { Description = "CSV: guard values that a spreadsheet would take for formulas." };
        format.AcceptOnlyFromAmong("table", "csv", "json", "jsonl", "markdown");
        command.Arguments.Add(sql);
        LakeOption lake = new(command);
        foreach (Option option in new Option[] { file, format, output, spreadsheetSafe })
            command.Options.Add(option);
        CommonOptions common = new(command);
        command.SetAction((parse, cancellation) =>
        {
            Streams streams = common.Streams(parse);
            string text = ReadSql(parse.GetValue(sql), parse.GetValue(file), context);
            LakeFolder folder = AnalysisRun.OpenLake(lake.Root(parse));
            using LakeReading reading = LakeReading.Begin(folder);
            using ScratchFolder scratch = new();
            using LakeDatabase database = LakeDatabase.Open(folder.Root, folder.Tables(folder.ReadManifest()), common.Engine(parse, scratch), isLocked: true);
            using QueryResult result = database.Read(text, cancellation);
            using CancellationTokenRegistration registration = cancellation.Register(result.Cancel);
            ResultWriter writer = ResultWriters.Create(parse.GetValue(format)!, parse.GetValue(spreadsheetSafe), streams);
            if (parse.GetValue(output) is { } path)
                WriteFile(path, writer, result);
            else
                writer.Write(result, System.Console.Out);
            cancellation.ThrowIfCancellationRequested();
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }

    private static string ReadSql(string? sql, string? file, CliContext context)
    {
        if (file is not null)
            return File.Exists(file) ? File.ReadAllText(file) : throw new InputException($"'{file}' does not exist.");
        if (sql is not null and not "-")
            return sql;
        if (System.Console.IsInputRedirected)
            return context.ReadInput();
        throw new InputException("No SQL given. Write it behind the options, in a file (--file), or pipe it in.");
    }

    // Beside its place and renamed: a query that fails leaves no half of a result.
    private static void WriteFile(string path, ResultWriter writer, QueryResult result)
    {
        string folder = Path.GetDirectoryName(Path.GetFullPath(path))!;
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"'{folder}' does not exist. Name a file in an existing folder with --output.");
        string temporary = Path.Combine(folder, $".{Path.GetFileName(path)}.{Guid.NewGuid():N}");
        try
        {
            using (StreamWriter stream = new(temporary))
                writer.Write(result, stream);
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }
}
