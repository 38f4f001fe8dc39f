using System.CommandLine;
using System.Text.Json;
using LogAnalytics.Cli.Doctoring;
using LogAnalytics.Reports.Text;

namespace LogAnalytics.Cli.Commands;

/// <summary>Why a run would not work here, before it is tried at night.</summary>
public static class DoctorCommand
{
    private static readonly JsonSerializerOptions _json = new() { WriteIndented = true, NewLine = "\n", PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    public static Command Create(CliContext context)
    {
        Command command = new("doctor", """
            Check machine, rights, room, lake and logs, and say what to do. Run it as the account of the job. Changes nothing;
            exit 4 when a run would not work.

            Example: loganalytics doctor D:\logs --lake D:\lake --out D:\out
            """);
        Argument<string[]> inputs = new("INPUT") { Description = "The logs of the job.", Arity = ArgumentArity.ZeroOrMore };
        Option<string?> lake = new("--lake") { Description = "The lake of the job.", HelpName = "DIR" };
        Option<string?> output = new("--out") { Description = "The results of the job.", HelpName = "DIR" };
        Option<string?> serverFrom = new("--server-from") { Description = "As the job has it.", HelpName = "NAME|PATTERN" };
        Option<string> format = new("--format") { Description = "text or json; default text.", HelpName = "FORMAT", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        command.Arguments.Add(inputs);
        foreach (Option option in new Option[] { lake, output, serverFrom, format })
            command.Options.Add(option);
        command.SetAction(parse =>
        {
            DateTimeOffset now = context.Clock.GetUtcNow();
            List<Finding> findings = [.. MachineChecks.All(now)];
            if (parse.GetValue(lake) is { } root)
                findings.AddRange(LakeChecks.All(Path.GetFullPath(root)));
            if (parse.GetValue(output) is { } folder)
                findings.Add(MachineChecks.Writable("out folder", folder, 1L << 28, "Name another folder with --out, or give this account the right to write."));
            if (parse.GetValue(inputs) is { Length: > 0 } named)
                findings.AddRange(InputChecks.All(named, parse.GetValue(serverFrom), now));
            System.Console.Out.Write(parse.GetValue(format) == "json" ? Json(findings) : string.Concat(findings.Select(Line)));
            return findings.Exists(finding => finding.Verdict == Verdict.Fail) ? ExitCodes.Environment : ExitCodes.Done;
        });
        return command;
    }

    private static string Line(Finding finding) =>
        Say.Safe($"{finding.Verdict.ToString().ToLowerInvariant(),-4}  {finding.Subject,-11}  {finding.Text}") + "\n"
        + (finding.Remedy is { } remedy ? Say.Safe($"                   → {remedy}") + "\n" : "");

    private static string Json(IEnumerable<Finding> findings) =>
        JsonSerializer.Serialize(findings.Select(finding => new { Verdict = finding.Verdict.ToString().ToLowerInvariant(), finding.Subject, finding.Text, finding.Remedy }), _json) + "\n";
}
