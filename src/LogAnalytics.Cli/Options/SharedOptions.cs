using System.CommandLine;
using System.CommandLine.Parsing;
using LogAnalytics.Detection;
using LogAnalytics.Inputs;
using LogAnalytics.Lake.Conversion;
using LogAnalytics.Queries;

namespace LogAnalytics.Cli.Options;

/// <summary>How much of the machine, and how much is said; every verb has these.</summary>
public sealed class CommonOptions
{
    private readonly Option<int> _threads = new("--threads")
    {
        Description = "Worker threads; default: all cores.",
        HelpName = "N",
        DefaultValueFactory = _ => System.Environment.ProcessorCount,
    };

    private readonly Option<long> _memory = new("--memory")
    {
        Description = "Memory for buffers and for the SQL engine, each (256M, 2G); default 512M.",
        HelpName = "SIZE",
        CustomParser = ParseSize,
        DefaultValueFactory = _ => ConvertOptions.DefaultMemoryBytes,
    };

    private readonly Option<bool> _quiet = new("--quiet") { Description = "No progress and no notes on stderr; errors remain." };
    private readonly Option<bool> _noColor = new("--no-color") { Description = "No colour, also on a terminal." };

    public CommonOptions(Command command)
    {
        _threads.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError("--threads must be at least 1.");
        });
        command.Options.Add(_threads);
        command.Options.Add(_memory);
        command.Options.Add(_quiet);
        command.Options.Add(_noColor);
    }

    public int Threads(ParseResult parse) => parse.GetValue(_threads);

    public long MemoryBytes(ParseResult parse) => parse.GetValue(_memory);

    public Terminal.Streams Streams(ParseResult parse) => new(parse.GetValue(_quiet), parse.GetValue(_noColor));

    public EngineLimits Engine(ParseResult parse, string lakeRoot) =>
        new(Threads(parse), MemoryBytes(parse), Path.Combine(lakeRoot, "_state", ".duckdb"));

    public static long ParseSize(ArgumentResult result)
    {
        if (SizeText.TryParse(result.Tokens[0].Value, out long bytes))
            return bytes;
        result.AddError($"'{result.Tokens[0].Value}' is no size. Write 512M or 2G.");
        return 0;
    }
}

/// <summary>The lake that a verb works on.</summary>
public sealed class LakeOption
{
    private readonly Option<string> _lake = new("--lake") { Description = "Folder of the Parquet tables.", HelpName = "DIR", Required = true };

    public LakeOption(Command command) => command.Options.Add(_lake);

    public string Root(ParseResult parse) => Path.GetFullPath(parse.GetValue(_lake)!);
}

/// <summary>What is read, and how it is taken in.</summary>
public sealed class InputOptions
{
    private readonly Argument<string[]> _inputs = new("INPUT")
    {
        Description = "Folders (recursive), globs in quotes, .log, .log.gz and .zip files.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<string?> _serverFrom = new("--server-from")
    {
        Description = "Server name, or where the path holds it: 'logs/{server}/*', or a regular expression with (?<server>…). Default: the folder above the Exchange layout.",
        HelpName = "NAME|PATTERN",
    };

    private readonly Option<long> _maxRejects = new("--max-rejects")
    {
        Description = "Unreadable lines that are tolerated before the exit code is 3; default 0.",
        HelpName = "N",
    };

    private readonly Option<bool> _rehash = new("--rehash") { Description = "Read files again although path, size and time are those of the last run." };

    public InputOptions(Command command)
    {
        command.Arguments.Add(_inputs);
        command.Options.Add(_serverFrom);
        command.Options.Add(_maxRejects);
        command.Options.Add(_rehash);
    }

    public InputListing List(ParseResult parse) =>
        new InputCatalog(ServerNaming.From(parse.GetValue(_serverFrom))).List(parse.GetValue(_inputs)!);

    public long MaxRejects(ParseResult parse) => parse.GetValue(_maxRejects);

    public bool Rehash(ParseResult parse) => parse.GetValue(_rehash);
}

/// <summary>What is analysed, and what makes a run fail.</summary>
public sealed class AnalysisOptions
{
    private readonly Option<string> _out = new("--out") { Description = "Folder of the results.", HelpName = "DIR", Required = true };
    private readonly Option<TimeBound?> _from = Bound("--from", "Only replies from here on: ISO 8601, or 7d, 12h before the newest row.");
    private readonly Option<TimeBound?> _to = Bound("--to", "Only replies before this instant.");

    private readonly Option<double> _falseAlarmRate = new("--false-alarm-rate")
    {
        Description = "Chance of a false major incident per series; default 0.001.",
        HelpName = "RATE",
        DefaultValueFactory = _ => OnsetOptions.DefaultFalseAlarmRate,
    };

    private readonly Option<string?> _failOn = new("--fail-on") { Description = "Exit with 1 when there are major incidents: new or any.", HelpName = "new|any" };
    private readonly Option<bool> _failOnMinor = new("--fail-on-minor") { Description = "Minor incidents count for --fail-on too." };

    public AnalysisOptions(Command command)
    {
        _failOn.AcceptOnlyFromAmong("new", "any");
        _falseAlarmRate.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<double>() is not (> 0 and < 1))
                result.AddError("--false-alarm-rate must lie between 0 and 1.");
        });
        command.Options.Add(_out);
        command.Options.Add(_from);
        command.Options.Add(_to);
        command.Options.Add(_falseAlarmRate);
        command.Options.Add(_failOn);
        command.Options.Add(_failOnMinor);
    }

    public string Out(ParseResult parse) => Path.GetFullPath(parse.GetValue(_out)!);

    public TimeBound? From(ParseResult parse) => parse.GetValue(_from);

    public TimeBound? To(ParseResult parse) => parse.GetValue(_to);

    public OnsetOptions Onset(ParseResult parse) => new() { FalseAlarmRate = parse.GetValue(_falseAlarmRate) };

    public bool FailsOnIncidents(ParseResult parse) => parse.GetValue(_failOn) is not null;

    public bool FailsOnMinor(ParseResult parse) => parse.GetValue(_failOnMinor);

    private static Option<TimeBound?> Bound(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "T",
        CustomParser = result =>
        {
            if (TimeBound.TryParse(result.Tokens[0].Value, out TimeBound? bound))
                return bound;
            result.AddError($"{name} '{result.Tokens[0].Value}' is no time. Write 2026-03-12, 2026-03-12T06:00Z, 7d or 12h.");
            return null;
        },
    };
}
