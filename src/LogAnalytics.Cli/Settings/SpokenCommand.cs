using System.CommandLine;
using LogAnalytics.Inputs;

namespace LogAnalytics.Cli.Settings;

/// <summary>A command line that a verb is about rather than carries out: checked as if it were typed.</summary>
internal sealed record SpokenCommand(Verb Verb, SettledArguments Settled, ParseResult Parse, string? ConfigPath)
{
    /// <param name="words">A verb and what stands behind it.</param>
    /// <param name="config">A settings file that <paramref name="words"/> need not name.</param>
    /// <exception cref="InputException">There is no such verb, or its settings file is wrong.</exception>
    public static SpokenCommand Of(RootCommand root, SettingsOption settings, string[] words, string? config)
    {
        Command command = root.Parse(words, CommandLines.Parser).CommandResult.Command;
        Verb verb = Verb.Below(root).FirstOrDefault(verb => verb.Command == command) ?? throw new InputException($"There is no verb '{string.Join(' ', words)}'.");
        int depth = verb.Name.Split(' ').Length;
        string[] typed = config is null || words.Contains(SettingsOption.Name) ? words : [.. words[..depth], SettingsOption.Name, config, .. words[depth..]];
        SettledArguments settled = SettledArguments.Of(root, settings, typed);
        ParseResult parse = root.Parse(settled.Arguments, CommandLines.Parser);
        return new SpokenCommand(verb, settled, parse, settings.Path(parse));
    }

    public IReadOnlyList<string> Errors => CommandLines.Errors(Parse, Settled);

    /// <summary>What was typed, for any working folder.</summary>
    public IReadOnlyList<string> AbsoluteArguments(string folder)
    {
        List<string> all = [.. Verb.Name.Split(' ')];
        if (ConfigPath is not null)
            all.AddRange([SettingsOption.Name, Path.GetFullPath(ConfigPath, folder)]);
        foreach (Option option in Verb.Settable.OfType<Option>().Where(option => !Settled.Added.ContainsKey(option)))
        {
            if (Parse.GetResult(option) is { Implicit: false } result)
                all.AddRange(TypedArguments.Of(option, [.. result.Tokens.Select(token => token.Value)], folder));
        }

        string[] arguments =
        [
            .. Verb.Command.Arguments.Where(argument => !Settled.Added.ContainsKey(argument))
                .SelectMany(argument => (Parse.GetResult(argument)?.Tokens ?? []).Select(token => SettingsPath.Resolve(argument, token.Value, folder))),
        ];
        return arguments.Length == 0 ? all : [.. all, "--", .. arguments];
    }

    /// <summary>What an option will be, typed or from the file; null where it is not given or the verb has none of that name.</summary>
    public string? ValueOf(string name, string folder) =>
        Verb.Settable.OfType<Option>().FirstOrDefault(option => option.Name == name) is { } option && Parse.GetResult(option)?.Tokens is [{ } token, ..]
            ? SettingsPath.Resolve(option, token.Value, folder)
            : null;
}
