using System.CommandLine;
using System.CommandLine.Parsing;
using LogAnalytics.Inputs;
using LogAnalytics.SendLogs.Replies;

namespace LogAnalytics.Cli.Options;

/// <summary>Reply families of the user.</summary>
public sealed class TaxonomyOption
{
    private const string BuiltIn = "built-in";

    private readonly Option<string?> _taxonomy = new("--taxonomy")
    {
        Description = "Reply families of your own, before the built-in ones: a file of tab-separated id, class (A, B, C), code, enhanced code, words, meaning, source. The lake keeps them; 'built-in' goes back.",
        HelpName = "F.tsv|" + BuiltIn,
    };

    public TaxonomyOption(Command command) => command.Options.Add(_taxonomy);

    public bool IsGiven(CommandResult result) => result.GetValue(_taxonomy) is not null;

    /// <summary>The text of the file; empty for the built-in families alone; null where the option is not given.</summary>
    /// <exception cref="InputException">There is no such file.</exception>
    /// <exception cref="ReplyTaxonomyException">A row of it is malformed.</exception>
    public string? UserFamilies(ParseResult parse) => parse.GetValue(_taxonomy) switch
    {
        null => null,
        BuiltIn => "",
        string path when File.Exists(path) => Checked(File.ReadAllText(path), path),
        string path => throw new InputException($"--taxonomy '{path}' does not exist. Name a file, or '{BuiltIn}'."),
    };

    private static string Checked(string rows, string path)
    {
        ReplyTaxonomy.Extend(ReplyTaxonomy.BuiltIn, new StringReader(rows), path);
        return rows;
    }
}
