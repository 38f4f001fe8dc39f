using System.CommandLine;
using LogAnalytics.Cli.Analysis;
using LogAnalytics.Cli.Options;
using LogAnalytics.Cli.Sessions;
using LogAnalytics.Cli.Terminal;
using LogAnalytics.Queries;
using LogAnalytics.Reports.Sessions;

namespace LogAnalytics.Cli.Commands;

/// <summary>One session's transcript, alone or beside one that passed.</summary>
public static class SessionCommand
{
    public static Command Create()
    {
        Command command = new("session", """
            Print one session: each row with time, direction, phase, verdict, file, line and byte offset. --compare sets it
            beside the nearest passing session and marks the rows that differ.

            Example: loganalytics session 08DEC0D33E46038E --lake lake --compare
            """);
        Argument<string> id = new("ID") { Description = "Session id, as events and reports show it." };
        LakeOption lake = new(command);
        Option<string?> server = new("--server") { Description = "Server of the session, where several have its id.", HelpName = "S" };
        Option<DateTime?> at = new("--at")
        {
            Description = "Start of the session, where one server has the id several times.",
            HelpName = "T",
            CustomParser = result =>
            {
                if (TimeBound.TryParse(result.Tokens[0].Value, out TimeBound? bound) && bound!.Absolute is { } time)
                    return time;
                result.AddError($"--at '{result.Tokens[0].Value}' is no time. Write 2026-03-12T06:00:00.123Z.");
                return null;
            },
        };
        Option<bool> compare = new("--compare") { Description = "Beside the nearest passing session: same server, connector and remote if there is one." };
        Option<string> format = new("--format") { Description = "table, json or jsonl; default table.", HelpName = "FORMAT", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong("table", "json", "jsonl");
        command.Arguments.Add(id);
        foreach (Option option in new Option[] { server, at, compare, format })
            command.Options.Add(option);
        CommonOptions common = new(command);
        command.SetAction((parse, cancellation) =>
        {
            Streams streams = common.Streams(parse);
            using OpenedLake opened = new(AnalysisRun.OpenLake(lake.Root(parse)), parse, common, isLocked: true, cancellation);
            LakeDatabase database = opened.Database;
            SessionReader reader = new(database);
            FoundSession session = reader.Find(parse.GetValue(id)!, parse.GetValue(server), parse.GetValue(at));
            string shape = parse.GetValue(format)!;
            if (parse.GetValue(compare) && reader.NearestPassing(session) is { } nearest)
            {
                SessionWriter.Write(streams, TranscriptAlignment.Of(reader.Read(session), reader.Read(nearest.Session)), nearest.Shared, shape);
                return Task.FromResult(ExitCodes.Done);
            }

            if (parse.GetValue(compare))
                streams.Note($"No session of '{session.Connector}' has passed in these logs: there is none to compare with.");
            SessionWriter.Write(streams, reader.Read(session), shape);
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }
}
