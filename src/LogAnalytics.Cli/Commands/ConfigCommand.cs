using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using LogAnalytics.Cli.Settings;
using LogAnalytics.Reports.Text;

namespace LogAnalytics.Cli.Commands;

/// <summary>Settings files: what comes of one, and what one may hold.</summary>
public static class ConfigCommand
{
    // Paths and names as they are; a terminal is kept safe by Say.
    private static readonly JsonSerializerOptions _readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonSerializerOptions _indented = new(_readable) { WriteIndented = true, NewLine = "\n" };

    /// <param name="root">With all its verbs by the time that this runs.</param>
    /// <param name="settings">The option of this verb itself.</param>
    internal static Command Create(CliContext context, RootCommand root, Func<SettingsOption> settings)
    {
        Command command = new("config", """
            Settings files: options of any verb in a JSON file, for --config.

            Example: loganalytics config show --config loganalytics.json --origin run
            """);
        command.Subcommands.Add(Show(context, root, settings));
        command.Subcommands.Add(Schema(root));
        return command;
    }

    private static Command Show(CliContext context, RootCommand root, Func<SettingsOption> settings)
    {
        Command command = new("show", """
            Print what a verb would work with, as lines of key = value, and check it. Runs nothing.

            Example: loganalytics config show --config loganalytics.json --origin run
                     loganalytics config show --origin -- run logs --config loganalytics.json --threads 2
            """);
        Argument<string[]> words = new("VERB") { Description = "The verb, and what would be typed behind it (after --); default: run.", Arity = ArgumentArity.ZeroOrMore };
        Option<bool> origin = new("--origin") { Description = "Say where each value came from: command line, file and line, or default." };
        command.Arguments.Add(words);
        command.Options.Add(origin);
        command.SetAction(parse =>
        {
            string[] typed = parse.GetValue(words) is { Length: > 0 } given ? given : ["run"];
            SpokenCommand spoken = SpokenCommand.Of(root, settings(), typed, settings().Path(parse));
            foreach (EffectiveValue value in spoken.Verb.Settable.Select(symbol => EffectiveValue.Of(symbol, spoken.Parse, spoken.Settled)))
            {
                string shown = value.Value?.ToJsonString(_readable) ?? "null";
                System.Console.Out.WriteLine(Say.Safe($"{value.Key} = {shown}{(parse.GetValue(origin) ? $"  # {value.Origin}" : "")}"));
            }

            foreach (string error in spoken.Errors)
                context.Error(error);
            return spoken.Errors.Count > 0 ? ExitCodes.Usage : ExitCodes.Done;
        });
        return command;
    }

    private static Command Schema(RootCommand root)
    {
        Command command = new("schema", """
            Print the JSON schema of settings files: every key, its type and what it means. Editors complete with it.

            Example: loganalytics config schema > loganalytics.schema.json
            """);
        command.SetAction(_ =>
        {
            System.Console.Out.Write(SettingsSchema.Of(root).ToJsonString(_indented) + "\n");
            return ExitCodes.Done;
        });
        return command;
    }
}
