using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Parsing;

namespace LogAnalytics.Cli.Settings;

/// <summary>A command that does something, and what a settings file can set of it: every option, and INPUT.</summary>
/// <param name="Name">With the names of the commands above it: <c>kernel execute</c>.</param>
internal sealed record Verb(string Name, Command Command)
{
    private const string Input = "INPUT";

    public IEnumerable<Symbol> Settable =>
    [
        .. Command.Arguments.Where(argument => argument.Name == Input),
        .. Command.Options.Where(option => option is not HelpOption && option.Name != SettingsOption.Name),
    ];

    /// <summary>All verbs below a command, in the order of its help.</summary>
    public static IEnumerable<Verb> Below(Command command, string prefix = "") =>
        command.Subcommands.SelectMany(child => child.Subcommands.Count > 0 ? Below(child, prefix + child.Name + " ") : [new Verb(prefix + child.Name, child)]);

    /// <summary>The name of a command with those above it and a blank behind each; empty for the root.</summary>
    public static string NameOf(CommandResult command) => command.Parent is CommandResult parent ? NameOf(parent) + command.Command.Name + " " : "";

    /// <summary>A section is for a verb, or for all of a group: <c>rules</c> for <c>rules test</c>.</summary>
    public bool IsIn(string section) => section.Length == 0 || Name == section || Name.StartsWith(section + " ", StringComparison.Ordinal);

    /// <summary>What a settings file calls an option or INPUT.</summary>
    public static string KeyOf(Symbol symbol) => symbol is Option ? symbol.Name.TrimStart('-') : symbol.Name.ToLowerInvariant();

    public static bool IsFlag(Symbol symbol) => ValueType(symbol) is { } type && (type == typeof(bool) || type == typeof(bool?));

    public static bool IsList(Symbol symbol) => symbol switch
    {
        // The command line may repeat what a parser of our own collects.
        Option option => option.Arity.MaximumNumberOfValues > 1,
        Argument argument => argument.Arity.MaximumNumberOfValues > 1,
        _ => false,
    };

    public static bool IsNumber(Symbol symbol) => ValueType(symbol) is { } type && (type == typeof(int) || type == typeof(long) || type == typeof(double));

    private static Type? ValueType(Symbol symbol) => symbol switch
    {
        Option option => option.ValueType,
        Argument argument => argument.ValueType,
        _ => null,
    };
}
