using System.CommandLine;
using LogAnalytics.Cli.Analysis;
using LogAnalytics.Cli.Explaining;
using LogAnalytics.Cli.Options;
using LogAnalytics.Cli.Privacy;
using LogAnalytics.Cli.Terminal;
using LogAnalytics.Inputs;
using LogAnalytics.Queries;
using LogAnalytics.Reports.Details;
using LogAnalytics.Reports.Explaining;
using LogAnalytics.Reports.Findings;
using LogAnalytics.Reports.Privacy;

namespace LogAnalytics.Cli.Commands;

/// <summary>How a finding came about: the SQL behind each number, what the lake answers to it, the raw lines.</summary>
public static class ExplainCommand
{
    public static Command Create(CliContext context)
    {
        Command command = new("explain", """
            Show how an incident's numbers came about: for each the SQL with its parameters, as it runs in query, the rows that
            it counts, and the raw lines with file and line. Exit code 4 where the lake no longer gives what the findings say.

            Example: loganalytics explain INC-20260310-ec6f2c --out out --lake lake
            """);
        Argument<string> id = new("INCIDENT") { Description = "Id of an incident in findings.json, or the beginning of it." };
        Option<string> output = new("--out") { Description = "Folder of the results of the analysis.", HelpName = "DIR", Required = true };
        Option<string?> keyFile = new("--redact-key") { Description = "The key that the results were redacted with; the answer has the true names.", HelpName = "FILE" };
        Option<string> format = new("--format") { Description = "text or json; default text.", HelpName = "FORMAT", DefaultValueFactory = _ => "text" };
        Option<int> rows = new("--rows") { Description = "Rows shown of each answer; default 20.", HelpName = "N", DefaultValueFactory = _ => 20 };
        format.AcceptOnlyFromAmong("text", "json");
        command.Arguments.Add(id);
        command.Options.Add(output);
        command.Options.Add(keyFile);
        LakeOption lake = new(command);
        command.Options.Add(format);
        command.Options.Add(rows);
        CommonOptions common = new(command);
        command.SetAction((parse, cancellation) =>
        {
            Streams streams = common.Streams(parse);
            FindingsDocument findings = IncidentFile.Read(Path.GetFullPath(parse.GetValue(output)!));
            RedactionKey? key = KeyOf(findings, parse.GetValue(keyFile), streams);
            string asked = parse.GetValue(id)!;
            // Without names there is nothing to be looked up in the lake.
            Incident? plain = key is null ? IncidentFile.Find(findings, asked) : null;
            using OpenedLake opened = new(AnalysisRun.OpenLake(lake.Root(parse)), parse, common, isLocked: true, cancellation);
            LakeDatabase database = opened.Database;
            (Incident incident, IReadOnlyList<Override> told) = plain is null ? Restored(findings, asked, new Originals(database, key!), streams) : (plain, findings.Overrides);
            IncidentCounting counting = incident.Counting
                ?? throw new InputException("These findings were written by an earlier version, which did not say what it counted. Run analyze again.");
            // What the analysis was told counts here too; the same on both sides, or the numbers differ for no reason.
            GivenRelevance.Prepare(database, told.Select(Given.Of));
            database.Execute("tables/trials_kept", new Dictionary<string, object?> { ["from"] = counting.From, ["to"] = counting.To });
            ChartSpan chart = ChartSpan.Of(incident, findings.From ?? incident.Onset.FirstBad.Time, findings.To ?? incident.Onset.FirstBad.Time);
            List<ExplainAnswer> answers = [.. IncidentExplanation.Steps(incident, counting, chart).Select(step => ExplainAnswer.Ask(database, step, Math.Max(0, parse.GetValue(rows)), cancellation))];
            if (parse.GetValue(format) == "json")
                ExplainWriter.WriteJson(System.Console.Out, incident, answers);
            else
                ExplainWriter.WriteText(streams.Results, incident, told, answers);
            string[] differing = [.. answers.Where(answer => answer.Agrees == false).Select(answer => answer.Step.Name)];
            if (differing.Length == 0)
                return Task.FromResult(ExitCodes.Done);
            context.Error($"the lake does not give what findings.json says ({string.Join(", ", differing)}): logs came in since, or the findings belong to another lake. Run analyze again.");
            return Task.FromResult(ExitCodes.Environment);
        });
        return command;
    }

    private static RedactionKey? KeyOf(FindingsDocument findings, string? path, Streams streams)
    {
        if (findings.RedactionKeyId is not { } keyId)
        {
            return path is null
                ? null
                : throw new InputException("These results hold the true names: leave --redact-key out.");
        }

        if (path is null)
            throw new InputException($"These results are redacted with key {keyId}, and the lake holds the true names. Name the key's file with --redact-key, and the incident as it stands in the results, or by its true id. {IncidentFile.Known(findings)}");
        RedactionKey key = RedactionKeyFile.Read(path, streams);
        return key.Id == keyId ? key : throw new InputException($"--redact-key '{path}' is key {key.Id}; these results are redacted with {keyId}.");
    }

    private static (Incident, IReadOnlyList<Override>) Restored(FindingsDocument findings, string id, Originals originals, Streams streams)
    {
        string shown = originals.ShownId(id);
        Incident incident = IncidentFile.Find(findings, findings.Incidents.Any(known => known.Id == shown) ? shown : id);
        streams.Note("What follows has the true names: keep it from those for whom the results were redacted.");
        return (originals.Restore(incident), [.. findings.Overrides.Select(originals.Restore)]);
    }
}
