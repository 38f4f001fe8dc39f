using System.CommandLine;
using System.Globalization;
using LogAnalytics.Cli.Options;
using LogAnalytics.Cli.Rules;
using LogAnalytics.Cli.Terminal;
using LogAnalytics.Inputs;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Queries;
using LogAnalytics.Queries.Rules;
using LogAnalytics.Reports.Text;
using Spectre.Console;
using Rule = LogAnalytics.Queries.Rules.Rule;

namespace LogAnalytics.Cli.Commands;

/// <summary>Detections as files: shown, checked and tested.</summary>
public static class RulesCommand
{
    public static Command Create(CliContext context)
    {
        Command command = new("rules", """
            Detections as files (SQL that gives one row per hit), which run in every analysis: those that come with the tool, and yours.

            Example: loganalytics rules init my-rules
                     loganalytics rules test --rules my-rules
            """);
        command.Subcommands.Add(List());
        command.Subcommands.Add(Lint(context));
        command.Subcommands.Add(Test(context));
        command.Subcommands.Add(Init());
        return command;
    }

    private static Command List()
    {
        Command command = new("list", "Show the rules that run in every analysis.");
        RulesOption rules = new(command);
        CommonOptions common = new(command);
        command.SetAction(parse =>
        {
            Table table = new() { Border = TableBorder.Rounded };
            table.AddColumns("id", "level", "title", "parameters");
            foreach (Rule rule in rules.Rules(parse))
            {
                string parameters = string.Join(", ", rule.Parameters.Select(parameter => $"{parameter.Name}={parameter.Default}"));
                table.AddRow(new Text(rule.Id), new Text(rule.Level), new Text(Say.Safe(rule.Title)), new Text(Say.Safe(parameters)));
            }

            common.Streams(parse).Results.Write(table);
            return ExitCodes.Done;
        });
        return command;
    }

    private static Command Lint(CliContext context)
    {
        Command command = new("lint", "Check that each rule is complete, reads only, and has fixtures of both kinds.");
        RulesOption rules = new(command);
        CommonOptions common = new(command);
        command.SetAction((parse, cancellation) => ForEachAsync(context, parse, rules, async folder =>
        {
            Rule rule = await RuleTester.LintAsync(folder, common.Convert(parse), cancellation).ConfigureAwait(false);
            System.Console.Out.WriteLine($"ok     {rule.Id}");
            return true;
        }));
        return command;
    }

    private static Command Test(CliContext context)
    {
        Command command = new("test", "Hold each rule against its fixtures: it must hit those in 'positive' and none in 'negative'.");
        RulesOption rules = new(command);
        CommonOptions common = new(command);
        command.SetAction((parse, cancellation) => ForEachAsync(context, parse, rules, async folder =>
        {
            IReadOnlyList<FixtureResult> results = await RuleTester.TestAsync(folder, common.Convert(parse), cancellation).ConfigureAwait(false);
            foreach (FixtureResult result in results)
                System.Console.Out.WriteLine(Say.Safe(result.Text));
            return results.All(result => result.Passed);
        }));
        return command;
    }

    private static Command Init()
    {
        Command command = new("init", "Write the rules that come with the tool, with their fixtures, into a new folder: copy one and change it.");
        Argument<string> target = new("DIR") { Description = "A folder that is new or empty." };
        command.Arguments.Add(target);
        CommonOptions common = new(command);
        command.SetAction(parse =>
        {
            string folder = Path.GetFullPath(parse.GetValue(target)!);
            if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
                throw new InputException($"'{folder}' is not empty. Name a new folder.");
            BuiltInRules.WriteTo(folder);
            common.Streams(parse).Note(string.Create(CultureInfo.InvariantCulture, $"{BuiltInRules.All.Count} rules in {folder}. Their ids are taken: rename a folder, and the Id in its {RuleFolder.RuleFile}, to make a rule of your own."));
            return ExitCodes.Done;
        });
        return command;
    }

    // Each rule is looked at, also behind one that is wrong. A rule that cannot run is 2, a fixture that fails is 4.
    private static async Task<int> ForEachAsync(CliContext context, ParseResult parse, RulesOption rules, Func<string, Task<bool>> check)
    {
        using ScratchFolder builtIn = new();
        BuiltInRules.WriteTo(builtIn.Root);
        int exitCode = ExitCodes.Done;
        foreach (string folder in RuleFolder.Folders(builtIn.Root).Concat(rules.Folders(parse)))
        {
            try
            {
                if (!await check(folder).ConfigureAwait(false))
                    exitCode = ExitCodes.Worst([exitCode, ExitCodes.Environment]);
            }
            catch (QueryException e) when (e is not EngineException)
            {
                context.Error(e.Message);
                exitCode = ExitCodes.Usage;
            }
        }

        return exitCode;
    }
}
