using System.CommandLine;
using LogAnalytics.Inputs;
using LogAnalytics.Queries;
using LogAnalytics.Queries.Rules;

namespace LogAnalytics.Cli.Options;

/// <summary>Where rules of the user's own are.</summary>
public sealed class RulesOption
{
    private readonly Option<string?> _rules = new("--rules")
    {
        Description = "Folder of rules of your own; default: rules in the folder of this user's settings for loganalytics.",
        HelpName = "DIR",
    };

    public RulesOption(Command command) => command.Options.Add(_rules);

    /// <summary>The rule folders; empty where there is no folder and none was named.</summary>
    /// <exception cref="InputException">The folder is missing, or holds no rule.</exception>
    public IReadOnlyList<string> Folders(ParseResult parse)
    {
        string root = parse.GetValue(_rules) ?? UserFolder.Settings("rules");
        bool isNamed = parse.GetValue(_rules) is not null;
        if (!Directory.Exists(root))
            return isNamed ? throw new InputException($"--rules: there is no folder '{root}'. 'loganalytics rules init {root}' makes one.") : [];
        IReadOnlyList<string> folders = RuleFolder.Folders(root);
        return folders.Count > 0 || !isNamed ? folders : throw new InputException($"--rules: no folder in '{root}' holds a {RuleFolder.RuleFile}.");
    }

    /// <summary>The rules of every analysis: those that come with the tool, and the user's own; his go first where ids are equal.</summary>
    /// <exception cref="QueryException">A rule's head is not complete.</exception>
    public IReadOnlyList<Rule> Rules(ParseResult parse)
    {
        Rule[] own = [.. Folders(parse).Select(RuleFolder.Read)];
        return [.. BuiltInRules.All.Where(rule => own.All(other => other.Id != rule.Id)).Concat(own).OrderBy(rule => rule.Id, StringComparer.Ordinal)];
    }
}
