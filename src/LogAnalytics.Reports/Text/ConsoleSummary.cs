using LogAnalytics.Diagnosis;
using LogAnalytics.Reports.Findings;
using Spectre.Console;
using Incident = LogAnalytics.Reports.Findings.Incident;

namespace LogAnalytics.Reports.Text;

/// <summary>What a person reads in ten seconds: what, when between, where, why, what to do.</summary>
public static class ConsoleSummary
{
    private const int MostIncidents = 5;

    public static void Write(IAnsiConsole console, FindingsDocument findings)
    {
        Incident[] major = [.. findings.Incidents.Where(incident => incident.Severity == "major")];
        Incident[] shown = [.. findings.Incidents.Take(MostIncidents)];
        if (shown.Length == 0)
            console.WriteLine(MarkdownReport.NothingFound(findings));
        foreach (Incident incident in shown)
            WriteIncident(console, incident);
        if (findings.Incidents.Count > shown.Length)
            console.WriteLine($"… and {findings.Incidents.Count - shown.Length} more in the report.");
        foreach (Observation observation in findings.Observations.Take(MostIncidents))
            console.WriteLine($"Also seen: {Say.Safe(observation.Text)}");
        long trials = findings.Checks.FirstOrDefault(check => check.Id == "attribution_onset")?.Sessions ?? 0;
        int gaps = findings.Coverage.Sum(span => span.Gaps.Count);
        console.WriteLine(
            $"{major.Length} major, {findings.Incidents.Count - major.Length} minor incidents in {Say.Count(trials)} relay messages; "
            + $"{findings.Coverage.Count} server logs from {Say.Time(findings.From)} to {Say.Time(findings.To)}, {gaps} quiet stretches.");
    }

    private static void WriteIncident(IAnsiConsole console, Incident incident)
    {
        console.Write(new Rule($"[bold {(incident.Severity == "major" ? "red" : "yellow")}]{incident.Severity}[/] {incident.Id}") { Justification = Justify.Left });
        Grid grid = new Grid().AddColumn(new GridColumn().NoWrap().PadRight(2)).AddColumn(new GridColumn().PadRight(0));
        Row(grid, "what", $"{Say.Headline(incident)}");
        Row(grid, "between", $"{Point(incident.Onset.LastGood)}  last good");
        Row(grid, "", $"{Point(incident.Onset.FirstBad)}  first bad");
        Row(grid, "state", Say.Status(incident));
        Row(grid, "where", $"{Say.List(incident.Scope.Servers)} · {Say.List(incident.Scope.Connectors, 2)}");
        Row(grid, "certificate", Say.List([.. incident.Scope.Certificates.Select(thumbprint => Say.Certificate(incident, thumbprint))], 2) is var sent and not "–" ? sent : "none sent");
        Row(grid, "how much", $"{Say.Count(incident.Counts.FailedDuring)} of {Say.Count(incident.Counts.SessionsDuring)} messages failed, {Say.Count(incident.Counts.RecipientsRefused)} recipients {Say.Fate(incident.Family)}");
        Cause best = incident.Causes[0];
        Row(grid, "why", $"{Say.Words(best.Id)} ({best.Confidence.ToString().ToLowerInvariant()}){(best.For.Count > 0 ? ": " + best.For[0] : "")}");
        foreach (Cause other in incident.Causes.Skip(1).Take(2))
            Row(grid, "or", $"{Say.Words(other.Id)} ({other.Confidence.ToString().ToLowerInvariant()})");
        if (incident.Remediation.Count > 0)
        {
            Remedy first = incident.Remediation[0];
            Row(grid, "check", $"{first.Shell}: {first.Check}");
            Row(grid, "do", first.Command is { } command ? $"{first.Title}: {command}" : first.Title);
        }

        console.Write(grid);
    }

    private static void Row(Grid grid, string label, string text) =>
        grid.AddRow(new Markup($"[bold]{label}[/]"), new Spectre.Console.Text(string.Join('\n', text.Split('\n').Select(Say.Safe))));

    private static string Point(TrialPoint? point) => point is null
        ? "–"
        : $"{Say.Time(point.Time)}  {point.Server} {point.SessionId}  {point.File}:{point.Line}";
}
