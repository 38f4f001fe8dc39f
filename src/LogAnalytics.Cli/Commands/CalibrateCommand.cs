using System.CommandLine;
using LogAnalytics.Cli.Analysis;
using LogAnalytics.Cli.Options;
using LogAnalytics.Cli.Output;
using LogAnalytics.Cli.Terminal;
using LogAnalytics.Detection.Calibration;
using LogAnalytics.Queries;
using LogAnalytics.Reports.Findings;

namespace LogAnalytics.Cli.Commands;

/// <summary>What would be found in the user's own mail.</summary>
public static class CalibrateCommand
{
    public static Command Create()
    {
        Command command = new("calibrate", """
            Plant incidents into copies of the series that a lake holds, search them, and say what is found, how exactly, and
            how small an incident may be. In memory: the lake stays as it is.

            Example: loganalytics calibrate --lake lake --seed 7
            """);
        LakeOption lake = new(command);
        Option<int> seed = new("--seed") { Description = "Where incidents are planted; default 1.", HelpName = "N", DefaultValueFactory = _ => 1 };
        Option<int> repeats = new("--repeats")
        {
            Description = $"Incidents per scope, share and size; default {CalibrationOptions.DefaultRepeats}.",
            HelpName = "N",
            DefaultValueFactory = _ => CalibrationOptions.DefaultRepeats,
        };
        NumberBounds.AtLeastOne(repeats);
        Option<string> format = new("--format") { Description = "table or json; default table.", HelpName = "FORMAT", DefaultValueFactory = _ => "table" };
        format.AcceptOnlyFromAmong("table", "json");
        command.Options.Add(seed);
        command.Options.Add(repeats);
        FalseAlarmRateOption rate = new(command);
        RelevanceOptions relevance = new(command);
        command.Options.Add(format);
        CommonOptions common = new(command);
        command.SetAction(async (parse, cancellation) =>
        {
            Streams streams = common.Streams(parse);
            CalibrationOptions options = new()
            {
                Seed = parse.GetValue(seed),
                Repeats = parse.GetValue(repeats),
                FalseAlarmRates = CalibrationOptions.RatesWith(rate.Value(parse)),
                Threads = common.Threads(parse),
            };
            using OpenedLake opened = new(AnalysisRun.OpenLake(lake.Root(parse)), parse, common, isLocked: false, cancellation);
            LakeDatabase database = opened.Database;
            GivenRelevance.Prepare(database, relevance.Told(parse));
            List<CalibrationReport> reports = [];
            foreach (TrialList trials in TrialListReader.Read(database, SeriesReader.Prepare(database, null, null)))
            {
                double done = 0;
                SeriesCalibration calibration = new(trials, options);
                reports.Add(await WorkDisplay.RunAsync(
                    streams, _ => new WorkStatus($"calibrating {trials.Group}", Volatile.Read(ref done)),
                    () => calibration.Run(part => Volatile.Write(ref done, part), cancellation)).ConfigureAwait(false));
            }

            if (parse.GetValue(format) == "json")
                System.Console.Out.Write(FindingsJson.Write(new { Schema = "loganalytics/calibration/1", options.Seed, options.Repeats, options.FalseAlarmRates, Series = reports }));
            else
                CalibrationTables.Write(streams.Results, reports, options);
            return ExitCodes.Done;
        });
        return command;
    }
}
