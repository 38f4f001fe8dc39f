using System.CommandLine;

namespace LogAnalytics.Cli.Settings;

/// <summary><c>--config</c>, which every verb has.</summary>
internal sealed class SettingsOption
{
    public const string Name = "--config";

    private readonly Option<string?> _path = new(Name)
    {
        Description = "Settings file (JSON) with options of this verb; what is typed here wins (docs/settings.md).",
        HelpName = "FILE",
    };

    /// <summary>Gives it to each verb that is there by now.</summary>
    public SettingsOption(Command root)
    {
        foreach (Verb verb in Verb.Below(root))
            verb.Command.Options.Add(_path);
    }

    public string? Path(ParseResult parse) => parse.GetResult(_path) is { Tokens.Count: 1 } ? parse.GetValue(_path) : null;
}
