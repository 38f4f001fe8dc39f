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
            console.WriteLine(Say.Safe(MarkdownReport.NothingFound(findings)));
        foreach (Incident incident in shown)
            WriteIncident(console, incident);
        if (findings.Incidents.Count > shown.Length)
            console.WriteLine($"… and {findings.Incidents.Count - shown.Length} more in the report.");
        foreach (Observation observation in findings.Observations.Take(MostIncidents))
            console.WriteLine($"Also seen: {Say.Safe(observation.Text)}");
        if (findings.Exports.Count > 0)
            console.WriteLine(Exports(findings));
        long trials = findings.Checks.FirstOrDefault(check => check.Id == "attribution_onset")?.Sessions ?? 0;
        console.WriteLine(
            $"{major.Length} major, {findings.Incidents.Count - major.Length} minor incidents{(findings.Incidents.Count > 0 ? $" ({findings.Incidents.Count(incident => incident.Novelty == "new")} new)" : "")} in {Say.Count(trials, "relay message")}; "
            + $"{Say.Count(findings.Coverage.Count, "server log")} from {Say.Time(findings.From)} to {Say.Time(findings.To)}.");
        console.WriteLine(Say.Safe(char.ToUpperInvariant(CoverageSummary.Text(findings.Coverage)[0]) + CoverageSummary.Text(findings.Coverage)[1..] + "."));
    }

    private static void WriteIncident(IAnsiConsole console, Incident incident)
    {
        string colour = incident.Severity == "major" ? "red" : "yellow";
        console.MarkupLine($"[bold {colour}]{incident.Severity.ToUpperInvariant()}[/] {incident.Id} ({Say.Novelty(incident)})");
        Row(console, "what", Say.Headline(incident));
        Row(console, "last good", Point(incident.Onset.LastGood));
        Row(console, "first bad", Point(incident.Onset.FirstBad));
        if (incident.Onset.FirstUses.Count > 0)
            Row(console, "after", incident.Onset.FirstUses[0].Text);
        if (incident.Onset.GapNote is { } gap)
            Row(console, "but", $"logs are missing in between, it may be earlier: {gap}");
        if (incident.Onset.SkewNote is { } skew)
            Row(console, "clocks", skew);
        Row(console, "state", Say.Status(incident));
        Row(console, "where", $"{Say.List(incident.Scope.Servers)} · {Say.List(incident.Scope.Connectors, 2)}");
        Row(console, "certificate", Certificates(incident));
        Row(console, "how much", $"{Say.Count(incident.Counts.FailedDuring)} of {Say.Count(incident.Counts.SessionsDuring)} messages failed; {Say.Count(incident.Counts.RecipientsRefused)} recipients {Say.Fate(incident.ReplyCode)}");
        if (incident.Changes.LastOrDefault(change => change.Time <= incident.Onset.FirstBad.Time) is { } change)
            Row(console, "changed", $"{change.Distance} the first failure: {change.Text}{(change.By is null ? "" : ", by " + change.By)}");
        Cause best = incident.Causes[0];
        Row(console, "why", $"{Say.Words(best.Id)} ({Say.Words(best.Confidence)}){(best.For.Count > 0 ? ": " + best.For[0] : "")}");
        foreach (Cause other in incident.Causes.Skip(1).Take(2))
            Row(console, "or", $"{Say.Words(other.Id)} ({Say.Words(other.Confidence)})");
        if (incident.Remediation.Count > 0)
        {
            Remedy first = incident.Remediation[0];
            Row(console, "check", $"{first.Shell}: {first.Check}");
            Row(console, "do", first.Command is { } command ? $"{first.Title}: {command}" : first.Title);
        }

        console.WriteLine();
    }

    private static string Exports(FindingsDocument findings)
    {
        int unused = findings.Exports.Count(file => file.Problem is not null);
        int lossy = findings.Exports.Count(file => file.Problem is null && file.Lost.Count > 0);
        return $"Exports: {findings.Exports.Count - unused} of {findings.Exports.Count} used"
            + (lossy > 0 ? $"; {lossy} lost values, see the report" : "") + (unused > 0 ? $"; {unused} not used, see the report" : "") + ".";
    }

    // Plain lines: whatever wraps them keeps them whole, and a pipe gets no padding.
    private static void Row(IAnsiConsole console, string label, string text) =>
        console.MarkupLine($"  [bold]{label,-11}[/] {Markup.Escape(string.Join("\n              ", text.Split('\n').Select(Say.Safe)))}");

    private static string Certificates(Incident incident) => incident.Scope.Certificates.Count == 0
        ? "none sent"
        : Say.List([.. incident.Scope.Certificates.Select(thumbprint => Say.Certificate(incident, thumbprint))], 2);

    private static string Point(TrialPoint? point) => point is null
        ? "–"
        : $"{Say.Time(point.Time)}  {point.Server} {point.SessionId}  {point.File}:{point.Line}";
}
