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

    public InputOptions(Command command)
    {
        command.Arguments.Add(_inputs);
        command.Options.Add(_serverFrom);
        command.Options.Add(_maxRejects);
        command.Options.Add(_rehash);
        _taxonomy = new TaxonomyOption(command);
    }

    public InputListing List(ParseResult parse) =>
        new InputCatalog(ServerNaming.From(parse.GetValue(_serverFrom))).List(parse.GetValue(_inputs)!);

    public long MaxRejects(ParseResult parse) => parse.GetValue(_maxRejects);

    public bool Rehash(ParseResult parse) => parse.GetValue(_rehash);

    public string? UserFamilies(ParseResult parse) => _taxonomy.UserFamilies(parse);
}
