using System.CommandLine;
using System.CommandLine.Parsing;
using LogAnalytics.Inputs;
using LogAnalytics.Inputs.Planning;
using LogAnalytics.Lake.Sharding;

namespace LogAnalytics.Cli.Options;

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

    private readonly TaxonomyOption _taxonomy;
    private readonly Option<bool> _rehash = new("--rehash") { Description = "Read files again although path, size and time are those of the last run." };

    private readonly Option<long> _maxUnpacked = new("--max-unpacked")
    {
        Description = "Bytes that one .gz or archive member may unpack to (512M, 40G); default 16G.",
        HelpName = "SIZE",
        CustomParser = CommonOptions.ParseSize,
        DefaultValueFactory = _ => InputLimits.DefaultMaxUnpackedBytes,
    };

    private readonly Option<int> _maxRatio = new("--max-ratio")
    {
        Description = "Times its packed size that a .gz, archive member or archive may unpack to, from 64 MB on.",
        HelpName = "N",
        DefaultValueFactory = _ => InputLimits.DefaultMaxRatio,
    };

    private readonly Option<int> _maxMembers = new("--max-members")
    {
        Description = "Members that one archive may hold.",
        HelpName = "N",
        DefaultValueFactory = _ => InputLimits.DefaultMaxMembers,
    };

    public InputOptions(Command command)
        : this(command, ArgumentArity.OneOrMore, converts: true)
    {
    }

    private InputOptions(Command command, ArgumentArity arity, bool converts)
    {
        _inputs.Arity = arity;
        command.Arguments.Add(_inputs);
        command.Options.Add(_serverFrom);
        if (converts)
        {
            command.Options.Add(_maxRejects);
            command.Options.Add(_rehash);
        }

        _taxonomy = new TaxonomyOption(command);
        command.Options.Add(_maxUnpacked);
        foreach (Option<int> limit in new[] { _maxRatio, _maxMembers })
        {
            NumberBounds.AtLeastOne(limit);
            command.Options.Add(limit);
        }
    }

    /// <summary>Of a verb that may read what a plan names instead.</summary>
    public static InputOptions OrPlan(Command command) => new(command, ArgumentArity.ZeroOrMore, converts: true);

    /// <summary>Of a verb that lists only.</summary>
    public static InputOptions OfPlan(Command command) => new(command, ArgumentArity.OneOrMore, converts: false);

    public InputListing List(ParseResult parse) =>
        new InputCatalog(ServerNaming.From(parse.GetValue(_serverFrom)), Limits(parse)).List(parse.GetValue(_inputs)!);

    /// <summary>What a list names, below the one INPUT.</summary>
    /// <exception cref="InputException">There is no such list, it cannot be read, or there is more than one INPUT.</exception>
    public InputListing List(ParseResult parse, string list)
    {
        if (parse.GetValue(_inputs) is not [{ } root])
            throw new InputException("--from-list goes with one INPUT: the folder that its paths are relative to.");
        if (!File.Exists(list))
            throw new InputException($"--from-list: '{list}' does not exist.");
        using StreamReader lines = new(list);
        return new InputCatalog(ServerNaming.From(parse.GetValue(_serverFrom)), Limits(parse)).List(root, FileList.Read(lines, list));
    }

    public InputListing List(ParseResult parse, ShardPlan plan, int? shard) =>
        new PlannedInputs(plan.Roots, Limits(parse)).List(plan.GroupsOf(shard));

    public bool IsGiven(CommandResult result) => result.GetValue(_inputs) is { Length: > 0 };

    /// <summary>An option that a plan has settled; null where none is given.</summary>
    public string? NamesWhatPlansName(CommandResult result) =>
        result.GetValue(_serverFrom) is not null ? _serverFrom.Name : _taxonomy.IsGiven(result) ? "--taxonomy" : null;

    public long MaxRejects(ParseResult parse) => parse.GetValue(_maxRejects);

    public bool Rehash(ParseResult parse) => parse.GetValue(_rehash);

    public string? UserFamilies(ParseResult parse) => _taxonomy.UserFamilies(parse);

    public InputLimits Limits(ParseResult parse) => new()
    {
        MaxUnpackedBytes = parse.GetValue(_maxUnpacked),
        MaxRatio = parse.GetValue(_maxRatio),
        MaxMembers = parse.GetValue(_maxMembers),
    };
}
