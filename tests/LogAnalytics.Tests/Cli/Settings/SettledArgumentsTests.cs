using System.CommandLine;
using LogAnalytics.Cli;
using LogAnalytics.Cli.Settings;
using LogAnalytics.Inputs;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.Cli.Settings;

public sealed class SettledArgumentsTests : IDisposable
{
    private readonly Workspace _workspace = new();
    private readonly RootCommand _root;
    private readonly SettingsOption _settings;

    public SettledArgumentsTests() => (_root, _settings) = Program.CreateRoot(new CliContext([], TimeProvider.System));

    private string File => _workspace.PathOf("settings.json");

    public void Dispose() => _workspace.Dispose();

    [Fact]
    public void Without_a_file_nothing_is_added()
    {
        string[] typed = ["run", "logs", "--lake", "lake"];

        Assert.Equal(typed, SettledArguments.Of(_root, _settings, typed).Arguments);
    }

    [Fact]
    public void Paths_are_those_beside_the_file_and_all_else_stays()
    {
        Write("""{ "input": ["logs/**/*.log", "@odd"], "lake": "sub/lake", "out": "../out", "taxonomy": "built-in", "server-from": "logs/{server}/*", "exports": "exports" }""");

        Assert.Equal(
            [
                "run", "--config", File, "--server-from", "logs/{server}/*", "--taxonomy", "built-in", "--lake", Path.Combine(_workspace.Root, "sub/lake"),
                "--out", Path.Combine(_workspace.Root, "../out"), "--exports", Path.Combine(_workspace.Root, "exports"),
                "--", Path.Combine(_workspace.Root, "logs/**/*.log"), Path.Combine(_workspace.Root, "@odd"),
            ],
            Settle("run"));
    }

    [Fact]
    public void What_is_typed_wins_over_the_verb_and_the_verb_over_all()
    {
        Write("""{ "threads": 1, "memory": "300M", "format": "csv", "query": { "memory": "400M", "threads": 2, "format": "json" } }""");

        Assert.Equal(["query", "--threads", "3", "--config", File, "--format", "json", "--memory", "400M"], Settle("query", "--threads", "3"));
    }

    [Fact]
    public void A_group_of_verbs_may_have_a_section()
    {
        Write("""{ "rules": { "quiet": true, "threads": 2, "test": { "threads": 1 } } }""");

        Assert.Equal(["rules", "test", "--config", File, "--threads", "1", "--quiet"], Settle("rules", "test"));
        Assert.Equal(["rules", "lint", "--config", File, "--threads", "2", "--quiet"], Settle("rules", "lint"));
    }

    [Fact]
    public void Flags_may_be_switched_off_and_values_may_begin_with_a_dash()
    {
        Write("""{ "input": "typed-is-better", "quiet": false, "server-from": "-odd" }""");

        Assert.Equal(["convert", "--quiet=false", "a", "--config", File, "--server-from=-odd"], Settle("convert", "--quiet=false", "a"));
        Assert.Equal(["convert", "--config", File, "--server-from=-odd", "--quiet=false", "--", "a"], Settle(["convert", "--config", File, "--", "a"], addsFile: false));
    }

    [Theory]
    [InlineData("""{ "lakes": "x" }""", "no verb has an option 'lakes'. Did you mean 'lake'?")]
    [InlineData("""{ "query": { "fail-on": "any" } }""", "'query' has no option 'fail-on'.")]
    [InlineData("""{ "quer": { "format": "csv" } }""", "there is no verb 'quer'. Did you mean 'query'?")]
    [InlineData("""{ "kernel": { "exec": { "lake": "x" } } }""", "there is no verb 'kernel exec'. Did you mean 'kernel execute'?")]
    [InlineData("""{ "config": "other.json" }""", "no verb has an option 'config'.")]
    [InlineData("""{ "help": true }""", "no verb has an option 'help'.")]
    [InlineData("""{ "quiet": "true" }""", "quiet: takes true or false, without quotes.")]
    [InlineData("""{ "run": { "lake": true } }""", "run.lake: takes a text or a number, not true.")]
    [InlineData("""{ "lake": ["a", "b"] }""", "lake: takes one value, not a list.")]
    [InlineData("""{ "lake": "" }""", "lake: is an empty path.")]
    public void What_is_wrong_is_named_with_line_and_key(string text, string message)
    {
        Write("\n" + text);

        Assert.StartsWith($"{File}:2: {message}", Assert.Throws<InputException>(() => Settle("run")).Message);
    }

    [Fact]
    public void A_value_that_the_parser_refuses_is_named_with_line_and_key()
    {
        Write("{\n \"run\": {\n \"fail-on\": \"nay\", \"memory\": \"1K\", \"from\": \"soon\" } }");
        SettledArguments settled = SettledArguments.Of(_root, _settings, ["run", "--config", File]);
        IReadOnlyList<string> errors = CommandLines.Errors(_root.Parse(settled.Arguments, CommandLines.Parser), settled);

        foreach (string key in new[] { "fail-on", "memory", "from" })
            Assert.Contains(errors, error => error.StartsWith($"{File}:3: run.{key}: ", StringComparison.Ordinal));
    }

    private void Write(string text) => _workspace.Write("settings.json", text);

    private string[] Settle(params string[] typed) => Settle(typed, addsFile: true);

    private string[] Settle(string[] typed, bool addsFile) => SettledArguments.Of(_root, _settings, addsFile ? [.. typed, "--config", File] : typed).Arguments;
}
