using System.CommandLine;
using System.CommandLine.Parsing;
using System.Text.RegularExpressions;

namespace LogAnalytics.Cli.Settings;

/// <summary>How a command line is read, and what is wrong with one.</summary>
internal static partial class CommandLines
{
    /// <summary>An INPUT may begin with @: options come from the command line and from --config, from no third place.</summary>
    public static ParserConfiguration Parser { get; } = new() { ResponseFileTokenReplacer = null };

    /// <summary>Empty when it can be carried out. What came from a settings file is named with its file, line and key.</summary>
    public static IReadOnlyList<string> Errors(ParseResult parse, SettledArguments settled)
    {
        // Where a verb takes INPUT or SQL, the parser would take a misspelt option for one. Behind "--" it is meant.
        IEnumerable<string> unknown = parse.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash).Where(token => token.Type == TokenType.Argument && OptionLike().IsMatch(token.Value)).Select(token => $"Unrecognized option '{token.Value}'.");
        return [.. parse.Errors.Select(error => Placed(error, settled)).Concat(unknown).Distinct()];
    }

    private static string Placed(ParseError error, SettledArguments settled)
    {
        string message = OneLine(error.Message);
        return settled.PlaceOf(error.SymbolResult) is { } place ? $"{place}: {message}" : message;
    }

    // The parser lists what it would have accepted one per line, behind tabs.
    private static string OneLine(string message) => message.ReplaceLineEndings("\n").Replace("\n\t", " ", StringComparison.Ordinal);

    [GeneratedRegex("^--[A-Za-z][A-Za-z0-9-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex OptionLike();
}
