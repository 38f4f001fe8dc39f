using System.CommandLine;
using System.CommandLine.Parsing;
using LogAnalytics.Inputs;
using LogAnalytics.Queries;

namespace LogAnalytics.Cli.Settings;

/// <summary>A command line with what its settings file adds to it: options that were not typed, as if they had been.</summary>
/// <param name="File">Null: no settings file was named.</param>
/// <param name="Added">What came from the file.</param>
internal sealed record SettledArguments(string[] Arguments, SettingsFile? File, IReadOnlyDictionary<Symbol, Setting> Added)
{
    private const string EndOfOptions = "--";

    /// <exception cref="InputException">The file cannot be read, or holds what no verb knows.</exception>
    public static SettledArguments Of(Command root, SettingsOption option, string[] typed)
    {
        ParseResult parse = root.Parse(typed, CommandLines.Parser);
        Command command = parse.CommandResult.Command;
        if (option.Path(parse) is not { } path || Verb.Below(root).FirstOrDefault(verb => verb.Command == command) is not { } verb)
            return new SettledArguments(typed, null, new Dictionary<Symbol, Setting>());
        SettingsFile file = SettingsFile.Read(path);
        CheckNames(file, [.. Verb.Below(root)]);
        Dictionary<Symbol, Setting> added = [];
        foreach (Symbol symbol in verb.Settable.Where(symbol => !IsTyped(parse, symbol)))
        {
            string key = Verb.KeyOf(symbol);
            // What is said of the verb wins over what is said of all.
            if (file.Settings.Where(setting => setting.Key == key && verb.IsIn(setting.Section)).MaxBy(setting => setting.Section.Length) is not { } setting)
                continue;
            CheckKind(file, setting, symbol);
            added.Add(symbol, setting);
        }

        return new SettledArguments(Add(typed, added, file.Folder), file, added);
    }

    /// <summary>Where the value of a symbol comes from the file: file, line and key; else null.</summary>
    public string? PlaceOf(SymbolResult? result)
    {
        for (; result is not null; result = result.Parent)
        {
            Symbol? symbol = result switch { OptionResult option => option.Option, ArgumentResult argument => argument.Argument, _ => null };
            if (symbol is not null && Added.TryGetValue(symbol, out Setting? setting))
                return $"{File!.Path}:{setting.Line}: {setting.FullKey}";
        }

        return null;
    }

    private static bool IsTyped(ParseResult parse, Symbol symbol) => symbol switch
    {
        Option option => parse.GetResult(option) is { Implicit: false },
        Argument argument => parse.GetResult(argument) is { Tokens.Count: > 0 },
        _ => false,
    };

    // Behind what was typed: INPUT must not follow an option that takes several values. Before a typed "--", behind which nothing is an option.
    private static string[] Add(string[] typed, Dictionary<Symbol, Setting> added, string folder)
    {
        int end = Array.IndexOf(typed, EndOfOptions);
        List<string> all = [.. end < 0 ? typed : typed[..end]];
        foreach ((Symbol symbol, Setting setting) in added)
        {
            if (symbol is Option option)
                all.AddRange(TypedArguments.Of(option, setting.Values, folder));
        }

        string[] inputs = [.. added.Where(entry => entry.Key is Argument).SelectMany(entry => entry.Value.Values.Select(value => SettingsPath.Resolve(entry.Key, value, folder)))];
        if (end >= 0)
            all.AddRange(typed[end..]);
        else if (inputs.Length > 0)
            all.Add(EndOfOptions);
        return [.. all, .. inputs];
    }

    private static void CheckNames(SettingsFile file, Verb[] verbs)
    {
        foreach ((string section, int line) in file.Sections.Where(section => !Array.Exists(verbs, verb => verb.IsIn(section.Section))))
        {
            IEnumerable<string> groups = verbs.SelectMany(verb => new[] { verb.Name, verb.Name.Split(' ')[0] });
            throw file.Error(line, $"there is no verb '{section}'.{Nearest(section, groups)}");
        }

        foreach (Setting setting in file.Settings)
        {
            string[] keys = [.. verbs.Where(verb => verb.IsIn(setting.Section)).SelectMany(verb => verb.Settable).Select(Verb.KeyOf).Distinct()];
            if (!keys.Contains(setting.Key))
                throw file.Error(setting.Line, setting.Section.Length == 0 ? $"no verb has an option '{setting.Key}'.{Nearest(setting.Key, keys)}" : $"'{setting.Section}' has no option '{setting.Key}'.{Nearest(setting.Key, keys)}");
        }
    }

    private static string Nearest(string name, IEnumerable<string> known) =>
        known.MinBy(other => EditDistance.Between(name, other)) is { } nearest ? $" Did you mean '{nearest}'?" : "";

    private static void CheckKind(SettingsFile file, Setting setting, Symbol symbol)
    {
        string? problem = setting switch
        {
            { Kind: SettingKind.Flag } when !Verb.IsFlag(symbol) => $"takes a text or a number, not {setting.Values[0]}",
            { Kind: not SettingKind.Flag } when Verb.IsFlag(symbol) => "takes true or false, without quotes",
            { Kind: SettingKind.List } when !Verb.IsList(symbol) => "takes one value, not a list",
            _ when SettingsPath.IsPath(symbol) && setting.Values.Contains("") => "is an empty path",
            _ => null,
        };
        if (problem is not null)
            throw file.Error(setting.Line, $"{setting.FullKey}: {problem}.");
    }
}
