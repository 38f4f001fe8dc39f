using System.CommandLine;

namespace LogAnalytics.Cli.Options;

/// <summary>The lake that a verb works on.</summary>
public sealed class LakeOption
{
    private readonly Option<string> _lake = new("--lake") { Description = "Folder of the Parquet tables.", HelpName = "DIR", Required = true };

    public LakeOption(Command command) => command.Options.Add(_lake);

    public string Root(ParseResult parse) => Path.GetFullPath(parse.GetValue(_lake)!);
}
