using System.CommandLine;
using System.CommandLine.Completions;
using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;
using LogAnalytics.Cli;
using LogAnalytics.Cli.Settings;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Cli.Settings;

/// <summary>What is typed can stand in a settings file: every option of every verb, those to come too.</summary>
public sealed class EveryOptionTests : IDisposable
{
    private readonly Workspace _workspace = new();
    private readonly RootCommand _root;
    private readonly SettingsOption _settings;

    public EveryOptionTests() => (_root, _settings) = Program.CreateRoot(new CliContext([], TimeProvider.System));

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Every_option_of_every_verb_can_be_set()
    {
        List<string> problems = [];
        int count = 0;
        foreach (Verb verb in Verb.Below(_root))
        {
            foreach (Symbol symbol in verb.Settable)
            {
                count++;
                string path = Write(verb, symbol);
                SettledArguments settled = SettledArguments.Of(_root, _settings, [.. verb.Name.Split(' '), "--config", path]);
                ParseResult parse = _root.Parse(settled.Arguments, CommandLines.Parser);
                EffectiveValue value = EffectiveValue.Of(symbol, parse, settled);
                if (value.Origin != path + ":1" || value.Value is null)
                    problems.Add($"{verb.Name} {value.Key}: {value.Value} from {value.Origin}");
                problems.AddRange(CommandLines.Errors(parse, settled).Where(error => error.StartsWith(path, StringComparison.Ordinal)));
            }
        }

        Assert.Empty(problems);
        Assert.True(count > 150, $"only {count} options");
    }

    [Fact]
    public void Paths_are_told_by_what_help_calls_them()
    {
        string[] paths = [.. Verb.Below(_root).SelectMany(verb => verb.Settable.Where(SettingsPath.IsPath)).Select(Verb.KeyOf).Distinct().Order(StringComparer.Ordinal)];

        Assert.Equal(["exports", "file", "from-list", "input", "lake", "manifest", "out", "output", "prefix", "queries", "redact-key", "rules", "taxonomy", "to", "tool"], paths);
    }

    [Fact]
    public void Schema_takes_what_is_right_and_refuses_what_is_not()
    {
        JsonSchema schema = JsonSchema.FromText(SettingsSchema.Of(_root).ToJsonString());

        Assert.True(Evaluate("""{ "lake": "lake", "threads": 2, "rules": { "lint": { "rules": "mine" } }, "query": { "param": ["a=b"] }, "run": { "input": "logs", "quiet": true } }"""));
        Assert.True(Evaluate("""{ "rules": "mine" }"""));
        Assert.False(Evaluate("""{ "lakes": "lake" }"""));
        Assert.False(Evaluate("""{ "quiet": "yes" }"""));
        Assert.False(Evaluate("""{ "query": { "fail-on": "any" } }"""));

        bool Evaluate(string text) => schema.Evaluate(JsonNode.Parse(text)).IsValid;
    }

    private string Write(Verb verb, Symbol symbol)
    {
        JsonNode value = Verb.IsFlag(symbol) ? JsonValue.Create(true) : JsonValue.Create(Sample(symbol));
        JsonObject section = new() { [Verb.KeyOf(symbol)] = Verb.IsList(symbol) ? new JsonArray(value) : value };
        foreach (string name in verb.Name.Split(' ').Reverse())
            section = new JsonObject { [name] = section };
        return _workspace.Write("settings.json", JsonSerializer.Serialize(section));
    }

    private static string Sample(Symbol symbol)
    {
        if (symbol is not Option option)
            return "logs";
        if (option.GetCompletions(CompletionContext.Empty).FirstOrDefault() is { } allowed)
            return allowed.Label;
        return option.HelpName switch
        {
            "N" => "1",
            "SIZE" => "512M",
            "T" => option.ValueType == typeof(DateTime?) ? "2026-03-12T06:00:00Z" : "7d",
            "RATE" => "0.01",
            "HH:MM" => "01:00",
            "CONNECTOR=ROLE" => "A=relay",
            "REMOTE=FAMILY" => "mail.example=other",
            "NAME=VALUE" => "a=b",
            "DOMAIN" => "contoso.com",
            "true|false" => "true",
            "AGE" => "400d",
            "I/N|auto" => "auto",
            "KIND" => "clean",
            "NAME,…" => "threads",
            _ => "x",
        };
    }
}
