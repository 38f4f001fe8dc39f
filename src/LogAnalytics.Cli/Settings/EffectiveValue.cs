using System.Collections;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Text.Json.Nodes;

namespace LogAnalytics.Cli.Settings;

/// <summary>What a verb works with for one option, and where it came from.</summary>
internal sealed record EffectiveValue(string Key, JsonNode? Value, string Origin)
{
    public static EffectiveValue Of(Symbol symbol, ParseResult parse, SettledArguments settled)
    {
        string[] tokens = [.. Tokens(symbol, parse)];
        bool isGiven = symbol is Option option ? parse.GetResult(option) is { Implicit: false } : tokens.Length > 0;
        string origin = !isGiven ? "default"
            : settled.Added.TryGetValue(symbol, out Setting? setting) ? $"{settled.File!.Path}:{setting.Line}"
            : "command line";
        return new EffectiveValue(Verb.KeyOf(symbol), isGiven ? Given(symbol, tokens) : Default(symbol), origin);
    }

    private static IEnumerable<string> Tokens(Symbol symbol, ParseResult parse)
    {
        IEnumerable<Token> tokens = symbol switch
        {
            Option option => parse.GetResult(option)?.Tokens ?? [],
            Argument argument => parse.GetResult(argument)?.Tokens ?? [],
            _ => [],
        };
        return tokens.Select(token => token.Value);
    }

    // A flag that was typed alone has no token.
    private static JsonNode? Given(Symbol symbol, string[] tokens) =>
        Verb.IsFlag(symbol) ? JsonValue.Create(tokens is not ["false"])
        : Verb.IsList(symbol) ? new JsonArray([.. tokens.Select(token => (JsonNode)JsonValue.Create(token))])
        : Number(symbol, tokens[0]);

    private static JsonNode? Default(Symbol symbol)
    {
        object? value = symbol is Option { HasDefaultValue: true } option ? option.GetDefaultValue() : null;
        if (Verb.IsList(symbol))
            return new JsonArray([.. (value as IEnumerable)?.Cast<object>().Select(item => (JsonNode)JsonValue.Create(item.ToString()!)) ?? []]);
        string? text = Convert.ToString(value, CultureInfo.InvariantCulture);
        return Verb.IsFlag(symbol) ? JsonValue.Create(value is true)
            : string.IsNullOrEmpty(text) ? null
            : Number(symbol, text);
    }

    private static JsonNode Number(Symbol symbol, string text) =>
        Verb.IsNumber(symbol) && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double _) ? JsonNode.Parse(text)! : JsonValue.Create(text);
}
