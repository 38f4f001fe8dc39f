using System.Text;
using System.Text.RegularExpressions;
using LogAnalytics.Diagnosis;
using LogAnalytics.Reports.Findings;

namespace LogAnalytics.Reports.Text;

/// <summary>report.md: the findings for a person, the answer first.</summary>
public static partial class MarkdownReport
{
    private const int MostRotations = 50;

    public static string Write(FindingsDocument findings)
    {
        StringBuilder text = new();
        text.Append("# Attribution errors in SMTP Send logs\n\n");
        text.Append($"Generated {Say.Time(findings.GeneratedAt)}. Logs from {Say.Time(findings.From)} to {Say.Time(findings.To)}.\n\n");
        if (findings.RedactionKeyId is { } key)
            text.Append($"Names are pseudonyms; those who hold key {key} can tell the originals.\n\n");
        if (findings.Incidents.Count == 0)
            text.Append(Cell(NothingFound(findings))).Append("\n\n");
        foreach (Incident incident in findings.Incidents)
            WriteIncident(text, incident);
        WriteObservations(text, findings);
        WriteRotations(text, findings);
        WriteExports(text, findings);
        WriteOverrides(text, findings);
        WriteCoverage(text, findings);
        return text.ToString();
    }

    /// <summary>A negative is worth what was looked at.</summary>
    public static string NothingFound(FindingsDocument findings)
    {
        long trials = findings.Checks.FirstOrDefault(check => check.Id == "attribution_onset")?.Sessions ?? 0;
        return trials == 0
            ? "No incident found, and nothing to find one in: no relay session with the service in these logs."
            : $"No incident found in {Say.Count(trials, "relay message")} to the service; {CoverageSummary.Text(findings.Coverage)}.";
    }

    private static void WriteIncident(StringBuilder text, Incident incident)
    {
        text.Append($"## {Cell(Say.Headline(incident))}\n\n");
        text.Append($"- **Incident** {incident.Id}, {incident.Severity}, {Say.Novelty(incident)}, {Cell(Say.Status(incident))}\n");
        text.Append($"- **Where** servers {Cell(Say.List(incident.Scope.Servers))}; connectors {Cell(Say.List(incident.Scope.Connectors))}; {incident.Scope.RemoteEndpoints.Count} remote endpoints\n");
        text.Append($"- **Why** {Cell(string.Join("; ", incident.Causes.Select(cause => $"{Say.Words(cause.Id)} ({Say.Words(cause.Confidence)})")))}\n");
        text.Append($"- **How much** {Say.Count(incident.Counts.FailedDuring)} of {Say.Count(incident.Counts.SessionsDuring)} messages failed ({Say.Rate(incident.Counts.RateDuring)}; before {Say.Rate(incident.Counts.RateBefore)}), "
            + $"{Say.Count(incident.Counts.RecipientsRefused)} recipients of {Say.Count(incident.Counts.Senders)} senders: {Say.Fate(incident.ReplyCode)}\n\n");
        WriteBracket(text, incident);
        WriteServers(text, incident);
        WriteChanges(text, incident);
        foreach (Cause cause in incident.Causes)
            WriteCause(text, cause);
        text.Append("### What to do\n\n");
        foreach (Remedy remedy in incident.Remediation)
            text.Append(Remedy(remedy));
    }

    private static void WriteBracket(StringBuilder text, Incident incident)
    {
        text.Append("| | time (UTC) | server | session | line |\n|---|---|---|---|---|\n");
        Row("last good", incident.Onset.LastGood);
        if (incident.Onset.LastInformativeGood != incident.Onset.LastGood)
            Row("last good that proves attribution", incident.Onset.LastInformativeGood);
        Row("first bad", incident.Onset.FirstBad);
        Row("last bad", incident.Recovery.LastBad);
        Row("first good after", incident.Recovery.FirstGood);
        text.Append('\n');
        if (Say.Change(incident.Onset) is { } change)
            text.Append($"- **{Cell(change)}**\n");
        if (incident.Onset.GapNote is { } gap)
            text.Append($"- **Logs are missing in between**, so it may have begun earlier: {Cell(gap)}\n");
        if (incident.Onset.SkewNote is { } skew)
            text.Append($"- **Clocks**: {Cell(skew)}\n");
        foreach (FirstUse use in incident.Onset.FirstUses)
            text.Append($"- first failure on {Cell(use.Server)} {Cell(use.Text)}\n");
        foreach (CompanionRate rate in incident.Companions)
            text.Append($"- beside it, {Cell(rate.Text)}\n");
        text.Append('\n');

        void Row(string label, TrialPoint? point)
        {
            if (point is not null)
                text.Append($"| {label} | {Say.Iso(point.Time)} | {Cell(point.Server)} | {Cell(point.SessionId)} | {Cell(point.File ?? "–")}:{point.Line} |\n");
        }
    }

    private static void WriteServers(StringBuilder text, Incident incident)
    {
        text.Append("| server | connector | certificate | last good | first bad | failed during |\n|---|---|---|---|---|---|\n");
        foreach (ServerStanding standing in ServerOrder.Of(incident))
        {
            text.Append($"| {Cell(standing.Server)} | {Cell(standing.Connector ?? "–")} | {Cell(Say.Certificate(incident, standing.Certificate))} | {Say.Time(standing.LastGood)} | {Say.Time(standing.FirstBad)} | "
                + $"{standing.FailedDuring} of {standing.FailedDuring + standing.PassedDuring} |\n");
        }

        text.Append('\n');
    }

    private static void WriteChanges(StringBuilder text, Incident incident)
    {
        if (incident.Changes.Count == 0)
            return;
        text.Append("Changes within a day of the first failure, as the exports tell them:\n\n| time (UTC) | first failure | what | by | export |\n|---|---|---|---|---|\n");
        foreach (IncidentChange change in incident.Changes)
            text.Append($"| {Say.Iso(change.Time)} | {change.Distance} | {Cell(change.Text)} | {Cell(change.By ?? "–")} | {Cell(change.Source ?? "–")} |\n");
        text.Append('\n');
    }

    private static void WriteExports(StringBuilder text, FindingsDocument findings)
    {
        if (findings.Exports.Count == 0)
            return;
        text.Append("## Exports\n\n| file | format | holds | lost or not used |\n|---|---|---|---|\n");
        foreach (SideInput file in findings.Exports)
        {
            string holds = file.Objects.Count == 0 ? "–" : string.Join(", ", file.Objects.Select(count => $"{count.Value} {Say.Words(count.Key)}"));
            string lost = string.Join(" ", file.Problem is { } problem ? [.. file.Lost, "Not used: " + problem] : file.Lost);
            text.Append($"| {Cell(file.Path)} | {Cell(Say.Words(file.Format))} | {Cell(holds)} | {Cell(lost.Length == 0 ? "–" : lost)} |\n");
        }

        text.Append('\n');
    }

    private static void WriteOverrides(StringBuilder text, FindingsDocument findings)
    {
        if (findings.Overrides.Count == 0)
            return;
        text.Append("## Told beside the logs\n\n| what | of | is | by | sessions |\n|---|---|---|---|---|\n");
        foreach (Override given in findings.Overrides)
            text.Append($"| {Say.Words(given.Kind)} | {Cell(given.Name)} | {(given.Value is { } value ? Say.Words(value) : "–")} | {Cell(given.Source)} | {Say.Count(given.Sessions)} |\n");
        text.Append('\n');
    }

    private static void WriteCause(StringBuilder text, Cause cause)
    {
        text.Append($"### {Say.Words(cause.Id)}: {Say.Words(cause.Confidence)}\n\n");
        Items("for", cause.For);
        Items("against", cause.Against);
        Items("missing", cause.Missing);
        text.Append($"- more: docs/causes/{cause.Id}.md in the repository\n\n");

        void Items(string label, IReadOnlyList<string> items)
        {
            foreach (string item in items)
                text.Append($"- {label}: {Cell(item)}\n");
        }
    }

    // A plain address needs no escaping and stays one that can be clicked.
    private static string Link(string reference) => PlainAddress().IsMatch(reference) ? reference : Cell(reference);

    /// <summary>A remedy with its check, precondition, command, undo and proof.</summary>
    public static string Remedy(Remedy remedy)
    {
        StringBuilder text = new();
        text.Append($"**{Cell(remedy.Title)}** ({Cell(remedy.Shell)})\n\n");
        text.Append($"Check first:\n\n{Fence(remedy.Check)}\n");
        text.Append($"Holds only if: {Cell(remedy.Precondition)}\n\n");
        if (remedy.Command is not null)
            text.Append($"{Fence(remedy.Command)}\n");
        text.Append($"- touches: {Cell(remedy.BlastRadius)}\n- undo: {Cell(remedy.Undo)}\n- proof: {Cell(remedy.Proof)}\n- see: {Link(remedy.Reference)}\n\n");
        return text.ToString();
    }

    private static void WriteObservations(StringBuilder text, FindingsDocument findings)
    {
        if (findings.Observations.Count == 0)
            return;
        text.Append("## Also seen\n\n");
        foreach (Observation observation in findings.Observations)
            text.Append($"- {Cell(Say.Words(observation.Kind))}: {Cell(observation.Text)}\n");
        text.Append('\n');
    }

    private static void WriteRotations(StringBuilder text, FindingsDocument findings)
    {
        if (findings.Rotations.Count == 0)
            return;
        text.Append("## What changed on the servers\n\n| first used | server | connector | what | from | to | sessions | last used before |\n|---|---|---|---|---|---|---|---|\n");
        foreach (Rotation rotation in findings.Rotations.Take(MostRotations))
        {
            text.Append($"| {Say.Time(rotation.FirstSeen)} | {Cell(rotation.Server)} {rotation.Service} | {Cell(rotation.Connector ?? "–")} | {Cell(Say.Words(rotation.Attribute))}{(rotation.IsReturn ? ", again" : "")} | "
                + $"{Cell(rotation.FromValue ?? "none")} | {Cell(rotation.Value ?? "none")} | {Say.Count(rotation.Sessions)} | {Say.Time(rotation.FromLastSeen)} |\n");
        }

        text.Append(findings.Rotations.Count > MostRotations ? $"\nAnd {findings.Rotations.Count - MostRotations} more, see the view rotations.\n\n" : "\n");
    }

    private static void WriteCoverage(StringBuilder text, FindingsDocument findings)
    {
        text.Append("## What was looked at\n\n");
        foreach (CheckResult check in findings.Checks)
            text.Append($"- {Cell(check.Text)}\n");
        text.Append("\n| server | service | first row | last row | coverage | silence judged by | gaps |\n|---|---|---|---|---|---|---|\n");
        foreach (CoverageSpan span in findings.Coverage)
            text.Append($"| {Cell(span.Server)} | {span.Service} | {Say.Time(span.First)} | {Say.Time(span.Last)} | {CoverageSummary.Percent(span.Share)} | {Rhythm(span)} | {Cell(Gaps(span))} |\n");
    }

    public static string Rhythm(CoverageSpan span) => span.Rhythm switch
    {
        "own" => "its own history",
        "others" => "the other logs",
        _ => "nothing: too little history",
    };

    private static string Gaps(CoverageSpan span) => span.Gaps.Count == 0
        ? "none known"
        : string.Join("; ", span.Gaps.Take(3).Select(gap => $"{Say.Gap(gap)}: {gap.Evidence}")) + (span.Gaps.Count > 3 ? $" and {span.Gaps.Count - 3} more" : "");

    // Log text in Markdown: no markup, no HTML, no table borders, no line breaks.
    public static string Cell(string text)
    {
        StringBuilder escaped = new();
        string safe = Say.Safe(text);
        for (int i = 0; i < safe.Length; i++)
        {
            char c = safe[i];
            // An address becomes a link by itself where "://" follows.
            if (c is ':' && safe.AsSpan(i + 1).StartsWith("//", StringComparison.Ordinal))
                escaped.Append('\\');
            if (c is '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '|' or '#' or '!' or '&' or '~')
                escaped.Append('\\');
            escaped.Append(c);
        }

        return escaped.ToString();
    }

    // A fence longer than any run of backticks inside.
    private static string Fence(string code)
    {
        int run = 0;
        int longest = 2;
        foreach (char c in code)
        {
            run = c == '`' ? run + 1 : 0;
            longest = Math.Max(longest, run);
        }

        string fence = new('`', longest + 1);
        return $"{fence}powershell\n{string.Join('\n', code.Split('\n').Select(line => Say.Safe(line)))}\n{fence}\n";
    }

    [GeneratedRegex("^https://[A-Za-z0-9.-]+/[A-Za-z0-9/._#-]*$", RegexOptions.CultureInvariant)]
    private static partial Regex PlainAddress();
}
