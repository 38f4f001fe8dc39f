using System.CommandLine;
using LogAnalytics.Inputs;

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
    {
        command.Arguments.Add(_inputs);
        command.Options.Add(_serverFrom);
        command.Options.Add(_maxRejects);
        command.Options.Add(_rehash);
        _taxonomy = new TaxonomyOption(command);
        command.Options.Add(_maxUnpacked);
        foreach (Option<int> limit in new[] { _maxRatio, _maxMembers })
        {
            NumberBounds.AtLeastOne(limit);
            command.Options.Add(limit);
        }
    }

    public InputListing List(ParseResult parse) =>
        new InputCatalog(ServerNaming.From(parse.GetValue(_serverFrom)), Limits(parse)).List(parse.GetValue(_inputs)!);

    public long MaxRejects(ParseResult parse) => parse.GetValue(_maxRejects);

    public bool Rehash(ParseResult parse) => parse.GetValue(_rehash);

    public string? UserFamilies(ParseResult parse) => _taxonomy.UserFamilies(parse);

    private InputLimits Limits(ParseResult parse) => new()
    {
        MaxUnpackedBytes = parse.GetValue(_maxUnpacked),
        MaxRatio = parse.GetValue(_maxRatio),
        MaxMembers = parse.GetValue(_maxMembers),
    };
}
