using System.CommandLine;
using System.CommandLine.Parsing;

namespace LogAnalytics.Cli.Options;

/// <summary>The lake that a verb works on.</summary>
public sealed class LakeOption
{
    private readonly Option<string> _lake = new("--lake") { Description = "Folder of the Parquet tables.", HelpName = "DIR" };

    public LakeOption(Command command, bool isRequired = true)
    {
        _lake.Required = isRequired;
        command.Options.Add(_lake);
    }

    public bool IsGiven(CommandResult result) => result.GetValue(_lake) is not null;

    public string Root(ParseResult parse) => Path.GetFullPath(parse.GetValue(_lake)!);
}
