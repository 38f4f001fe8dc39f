using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using LogAnalytics.Cli.Options;
using LogAnalytics.Cli.Terminal;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Pruning;
using LogAnalytics.Reports.Text;
using LogAnalytics.SendLogs.Rows;
using Spectre.Console;

namespace LogAnalytics.Cli.Commands;

/// <summary>Takes old days out of a lake.</summary>
public static partial class PruneCommand
{
    public static Command Create(CliContext context)
    {
        Command command = new("prune", """
            Take logs out of a lake whose last row is older than so many days before the newest row. Without --yes it says what would
            go and changes nothing. Logs on disk are never touched; those that were pruned stay in the ledger and are not taken in
            again, under whatever name they come. They cannot be restored any more.

            Example: loganalytics prune --lake lake --older-than 400d --yes
            """);
        LakeOption lake = new(command);
        Option<int> olderThan = new("--older-than")
        {
            Description = "Days before the newest row of the lake, 400d.",
            HelpName = "AGE",
            Required = true,
            CustomParser = result =>
            {
                Match match = Age().Match(result.Tokens[0].Value);
                if (match.Success)
                    return int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
                result.AddError($"--older-than '{result.Tokens[0].Value}' is no number of days. Write 400d.");
                return 0;
            },
        };
        Option<bool> yes = new("--yes") { Description = "Do it." };
        command.Options.Add(olderThan);
        command.Options.Add(yes);
        CommonOptions common = new(command);
        command.SetAction((parse, cancellation) => JournaledRun.RunAsync(context, "prune", lake.Root(parse), async journal =>
        {
            Streams streams = common.Streams(parse);
            LakeFolder folder = AnalysisRun.OpenLake(lake.Root(parse));
            bool applies = parse.GetValue(yes);
            if (applies)
                journal.Begin();
            PruneReport report = await new LakePruner(folder, common.Convert(parse))
                .PruneAsync(TimeSpan.FromDays(parse.GetValue(olderThan)), context.Clock.GetUtcNow().UtcDateTime, applies, cancellation).ConfigureAwait(false);
            journal.Counts = new SortedDictionary<string, long>(StringComparer.Ordinal)
            {
                ["files_pruned"] = report.Logs.Sum(log => log.Files),
                ["units_pruned"] = report.Logs.Sum(log => log.Units),
                ["rows_pruned"] = report.Logs.Sum(log => log.Rows),
            };
            Write(streams, report, applies);
            return ExitCodes.Done;
        }));
        return command;
    }

    private static void Write(Streams streams, PruneReport report, bool applies)
    {
        string before = LogTime.DayText(report.Before);
        if (report.Logs.Count == 0)
        {
            streams.Results.WriteLine(report.Newest is null ? "The lake holds no rows." : $"No log ends before {before}; the newest row is of {Say.Time(report.Newest)}. Nothing to prune.");
            return;
        }

        foreach (PrunedLog log in report.Logs)
            streams.Results.WriteLine(Say.Safe($"{log.Server}/{log.Service}: {Text(log)}"));
        PrunedLog sum = new(
            "", "", null, null, report.Logs.Sum(log => log.Units), report.Logs.Sum(log => log.ReducedUnits), report.Logs.Sum(log => log.Files),
            report.Logs.Sum(log => log.Rows), report.Logs.Sum(log => log.LogBytes), report.Logs.Sum(log => log.LakeBytes));
        streams.Results.WriteLine($"{(applies ? "Pruned" : "Would go")}, before {before}: {Text(sum)}.");
        if (!applies)
            streams.Results.WriteLine("Nothing was changed. Add --yes to prune; the logs cannot be restored from the lake then.");
    }

    private static string Text(PrunedLog log) =>
        (log.FirstDay is { } first && log.LastDay is { } last ? $"{LogTime.DayText(first)} to {LogTime.DayText(last)}, " : "")
        + $"{Say.Count(log.Units, "day")}, {Say.Count(log.Files, "log")} ({SizeText.Show(log.LogBytes)}), {Say.Count(log.Rows, "row")}, {SizeText.Show(log.LakeBytes)} of the lake"
        + (log.ReducedUnits > 0 ? $"; of {Say.Count(log.ReducedUnits, "day")} stay the sessions that younger logs go on with" : "");

    [GeneratedRegex("^([1-9][0-9]{0,4})d$", RegexOptions.CultureInvariant)]
    private static partial Regex Age();
}
