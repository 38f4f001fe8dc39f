using System.CommandLine;
using LogAnalytics.Cli.Options;
using LogAnalytics.Cli.Terminal;
using LogAnalytics.Inputs;
using LogAnalytics.Samples;
using Spectre.Console;

namespace LogAnalytics.Cli.Commands;

/// <summary>Writes a synthetic log tree with its truth.</summary>
public static class SampleCommand
{
    public static Command Create()
    {
        string kinds = string.Join('\n', SampleKinds.All.Select(kind => $"  {kind.Id,-28} {kind.Description}"));
        Command command = new("sample", $"""
            Write a seeded tree of Send logs and its truth.json.

            Example: loganalytics sample tree --incident certificate_name_changed --seed 7

            Kinds:
            {kinds}
            """);
        Argument<string> directory = new("DIR") { Description = "A new or empty folder." };
        Option<string> incident = new("--incident") { Description = "What happens in the logs; see the kinds above.", HelpName = "KIND", Required = true };
        Option<int> seed = new("--seed") { Description = "The same seed gives the same bytes; default 1.", HelpName = "N", DefaultValueFactory = _ => 1 };
        Option<string?> dialect = new("--dialect") { Description = "new (2016 and later), old (2010, 2013) or mixed.", HelpName = "new|old|mixed" };
        Option<int> servers = new("--servers") { Description = "Servers EX01, EX02, …; default 3.", HelpName = "N", DefaultValueFactory = _ => 3 };
        Option<int> days = new("--days") { Description = "Days; default 2.", HelpName = "N", DefaultValueFactory = _ => 2 };
        Option<double> sessions = new("--sessions") { Description = "Sessions per server in a busy hour; default 20.", HelpName = "N", DefaultValueFactory = _ => 20 };
        Option<long?> size = new("--size")
        {
            Description = "Rough size of the tree instead of --sessions (200M, 2G).",
            HelpName = "SIZE",
            CustomParser = result => CommonOptions.ParseSize(result),
        };
        Option<bool?> recovers = new("--recovers") { Description = "Does the incident end inside the span; default: as the kind has it.", HelpName = "true|false" };
        Option<string?> exports = new("--with-exports")
        {
            Description = "Also write an exports folder: what Get-InboundConnector and others would show; auto lets the seed choose the format.",
            HelpName = "auto|csv|json|clixml|xhcw",
        };
        exports.AcceptOnlyFromAmong("auto", "csv", "json", "clixml", "xhcw");
        Option<bool> gaps = new("--gaps") { Description = "Take logs out again: a gap of each kind; clean kinds only." };
        incident.AcceptOnlyFromAmong([.. SampleKinds.All.Select(kind => kind.Id)]);
        dialect.AcceptOnlyFromAmong("new", "old", "mixed");
        command.Arguments.Add(directory);
        foreach (Option option in new Option[] { incident, seed, dialect, servers, days, sessions, size, recovers, exports, gaps })
            command.Options.Add(option);
        CommonOptions common = new(command);
        command.SetAction(parse =>
        {
            Streams streams = common.Streams(parse);
            SampleOptions options = new()
            {
                Incident = parse.GetValue(incident)!,
                Seed = parse.GetValue(seed),
                Dialect = parse.GetValue(dialect) is { } name ? Enum.Parse<SampleDialect>(name, ignoreCase: true) : null,
                Servers = parse.GetValue(servers),
                Days = parse.GetValue(days),
                SessionsPerServerHour = parse.GetValue(sessions),
                TargetBytes = parse.GetValue(size),
                Recovers = parse.GetValue(recovers),
                WithExports = parse.GetValue(exports) is not null,
                ExportFormat = parse.GetValue(exports) is "auto" ? null : parse.GetValue(exports),
                Gaps = parse.GetValue(gaps),
            };
            SampleTruth truth = Write(parse.GetValue(directory)!, options);
            streams.Results.WriteLine(
                $"{truth.Totals.Files} files, {SizeText.Show(truth.Totals.Bytes)}, {truth.Totals.Sessions} sessions, {truth.Incidents.Count} incidents; see truth.json.");
            return ExitCodes.Done;
        });
        return command;
    }

    private static SampleTruth Write(string directory, SampleOptions options)
    {
        if (Directory.Exists(directory) && Directory.EnumerateFileSystemEntries(directory).Any())
            throw new InputException($"'{directory}' is not empty. Name a new folder.");
        try
        {
            return SampleTree.Write(directory, options);
        }
        catch (ArgumentException e)
        {
            throw new InputException(e.Message);
        }
    }
}
