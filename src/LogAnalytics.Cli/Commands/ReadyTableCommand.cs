using System.CommandLine;
using LogAnalytics.Cli.Analysis;
using LogAnalytics.Cli.Options;
using LogAnalytics.Cli.Output;
using LogAnalytics.Cli.Terminal;
using LogAnalytics.Inputs;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Queries;
using LogAnalytics.Reports.Text;

namespace LogAnalytics.Cli.Commands;

/// <summary>Tables that an engineer asks for first, without SQL: <c>certificates</c>, <c>endpoints</c>, <c>coverage</c>.</summary>
public static class ReadyTableCommand
{
    public static IEnumerable<Command> CreateAll() =>
    [
        Create("certificates", """
            List the certificates that were sent and received: names, validity, where and when they were seen, how their mail fared.

            Example: loganalytics certificates --lake lake --server EX01
            """),
        Create("endpoints", """
            List which certificate went to which remote endpoint, and how often attribution failed there; the worst first.

            Example: loganalytics endpoints --lake lake --from 7d
            """),
        Create("coverage", """
            Show for each server and day from which hours there are logs, and where some are missing (!).

            Example: loganalytics coverage --lake lake --from 2026-03-10 --to 2026-03-12
            """),
    ];

    private static Command Create(string name, string help)
    {
        Command command = new(name, help);
        LakeOption lake = new(command);
        Option<string?> server = new("--server") { Description = "Only this server.", HelpName = "S" };
        Option<TimeBound?> from = TimeBoundOption.Create("--from", "Only from here on: ISO 8601, or 7d, 12h before the newest row.");
        Option<TimeBound?> to = TimeBoundOption.Create("--to", "Only before this instant.");
        Option<string> format = new("--format") { Description = "table, csv, json, jsonl or markdown; default table.", HelpName = "FORMAT", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong("table", "csv", "json", "jsonl", "markdown");
        foreach (Option option in new Option[] { server, from, to, format })
            command.Options.Add(option);
        CommonOptions common = new(command);
        command.SetAction((parse, cancellation) =>
        {
            Streams streams = common.Streams(parse);
            LakeFolder folder = AnalysisRun.OpenLake(lake.Root(parse));
            using OpenedLake opened = new(folder, parse, common, isLocked: true, cancellation);
            LakeDatabase database = opened.Database;
            Dictionary<string, object?> parameters = Bounds(database, parse.GetValue(from), parse.GetValue(to));
            parameters["server"] = Known(folder, parse.GetValue(server));
            using QueryResult result = database.Read(LiteralSql.Of("console/" + name, parameters), cancellation: cancellation);
            using CancellationTokenRegistration registration = cancellation.Register(result.Cancel);
            ResultWriters.Create(parse.GetValue(format)!, spreadsheetSafe: true, streams).Write(result, System.Console.Out);
            cancellation.ThrowIfCancellationRequested();
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }

    private static Dictionary<string, object?> Bounds(LakeDatabase database, TimeBound? from, TimeBound? to)
    {
        DateTime? newest = from?.BeforeNewest is null && to?.BeforeNewest is null ? null : database.Query("tables/sessions_total", row => row.Time("last_at"))[0];
        (DateTime? first, DateTime? end) = (from?.Resolve(newest), to?.Resolve(newest));
        return first >= end
            ? throw new InputException($"--from {Say.Iso(first.Value)} does not lie before --to {Say.Iso(end!.Value)}.")
            : new() { ["from"] = first, ["to"] = end };
    }

    // A misspelt server would give an empty table, which reads like a clean one.
    private static string? Known(LakeFolder folder, string? server)
    {
        string[] servers = [.. folder.ReadManifest().Groups.Select(group => group.Server).Distinct()];
        return server is null || servers.Contains(server, StringComparer.OrdinalIgnoreCase)
            ? server
            : throw new InputException($"The lake has no server '{server}'. Known: {Say.List(servers, 20)}.");
    }
}
