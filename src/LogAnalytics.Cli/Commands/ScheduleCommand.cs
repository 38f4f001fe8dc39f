using System.CommandLine;
using System.Globalization;
using System.Text.RegularExpressions;
using LogAnalytics.Cli.Scheduling;
using LogAnalytics.Cli.Settings;
using LogAnalytics.Inputs;

namespace LogAnalytics.Cli.Commands;

/// <summary>What the system's own scheduler needs to call the tool every night; printed, never installed.</summary>
public static partial class ScheduleCommand
{
    private const string Service = "service";
    private const string Timer = "timer";

    internal static Command Create(RootCommand root, Func<SettingsOption> settings)
    {
        Command command = new("schedule", """
            Run the tool every night or every hour, by the scheduler that the system has.

            Example: loganalytics schedule print --systemd -- run /srv/logs --lake /srv/lake --out /srv/out --fail-on new
            """);
        command.Subcommands.Add(Print(root, settings));
        return command;
    }

    private static Command Print(RootCommand root, Func<SettingsOption> settings)
    {
        Command command = new("print", """
            Print systemd units, a line for cron, or a task for Windows that call the tool with the command line behind --, which
            is checked. Installs nothing; docs/scheduling.md says how.

            Example: loganalytics schedule print --systemd -- run /srv/logs --lake /srv/lake --out /srv/out --fail-on new
                     loganalytics schedule print --cron --config loganalytics.json
                     loganalytics schedule print --windows --hourly --user 'CONTOSO\gmsa-logs$' -- convert 'D:\logs' --lake 'D:\lake'
            """);
        Argument<string[]> words = new("VERB") { Description = "The verb, and what stands behind it (after --); default: run.", Arity = ArgumentArity.ZeroOrMore };
        Option<bool> systemd = new("--systemd") { Description = "A service and a timer." };
        Option<bool> cron = new("--cron") { Description = "A line for crontab; with --user one for /etc/cron.d." };
        Option<bool> windows = new("--windows") { Description = "XML for Register-ScheduledTask." };
        Option<string> part = new("--part") { Description = "Of the systemd units only this one.", HelpName = $"{Service}|{Timer}" };
        Option<string> time = new("--time") { Description = "When it starts, UTC; default 00:30.", HelpName = "HH:MM", DefaultValueFactory = _ => "00:30" };
        Option<bool> hourly = new("--hourly") { Description = "Every hour, at the minute of --time: busy servers delete their logs within hours." };
        Option<string> name = new("--name") { Description = "Of units and task.", HelpName = "NAME", DefaultValueFactory = _ => "loganalytics" };
        Option<string?> user = new("--user") { Description = "The account it runs as; default: loganalytics for systemd, the crontab's own for cron.", HelpName = "ACCOUNT" };
        Option<string?> tool = new("--tool") { Description = "The executable, where it will lie; default: this one.", HelpName = "PATH" };
        part.AcceptOnlyFromAmong(Service, Timer);
        time.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && !TimeOnly.TryParseExact(result.Tokens[0].Value, "HH:mm", CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly _))
                result.AddError($"--time '{result.Tokens[0].Value}' is no time of day. Write 00:30.");
        });
        name.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && !UnitName().IsMatch(result.Tokens[0].Value))
                result.AddError($"--name '{result.Tokens[0].Value}' may hold letters, digits, '-', '_' and '.' only.");
        });
        command.Arguments.Add(words);
        foreach (Option option in new Option[] { systemd, cron, windows, part, time, hourly, name, user, tool })
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (new[] { systemd, cron, windows }.Count(result.GetValue) != 1)
                result.AddError("Say which one: --systemd, --cron or --windows.");
        });
        command.SetAction(parse =>
        {
            string[] typed = parse.GetValue(words) is { Length: > 0 } given ? given : ["run"];
            string folder = System.Environment.CurrentDirectory;
            SpokenCommand spoken = SpokenCommand.Of(root, settings(), typed, settings().Path(parse));
            if (spoken.Errors is { Count: > 0 } errors)
                throw new InputException(string.Join('\n', errors.Prepend("the command line behind -- does not work:")));
            ScheduledJob job = new()
            {
                Name = parse.GetValue(name)!,
                Tool = parse.GetValue(tool) ?? System.Environment.ProcessPath ?? "loganalytics",
                Arguments = spoken.AbsoluteArguments(folder),
                Time = TimeOnly.ParseExact(parse.GetValue(time)!, "HH:mm", CultureInfo.InvariantCulture),
                IsHourly = parse.GetValue(hourly),
                User = parse.GetValue(user) ?? (parse.GetValue(systemd) ? "loganalytics" : null),
                Writes = [.. new[] { "--lake", "--out" }.Select(option => spoken.ValueOf(option, folder)).OfType<string>().Distinct()],
                Notifies = spoken.ValueOf("--notify", folder) is not null,
            };
            job.RefuseLineBreaks();
            System.Console.Out.Write(parse.GetValue(cron) ? Crontab.Line(job) : parse.GetValue(windows) ? WindowsTask.Xml(job) : Units(job, parse.GetValue(part)));
            return ExitCodes.Done;
        });
        return command;
    }

    private static string Units(ScheduledJob job, string? part) => part switch
    {
        Service => SystemdUnits.Service(job),
        Timer => SystemdUnits.Timer(job),
        _ => SystemdUnits.Service(job) + "\n" + SystemdUnits.Timer(job),
    };

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9_.-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex UnitName();
}
