using System.CommandLine;
using LogAnalytics.Cli.Analysis;
using LogAnalytics.Cli.Exports;
using LogAnalytics.Cli.Options;
using LogAnalytics.Cli.Terminal;
using LogAnalytics.Inputs;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Queries;
using LogAnalytics.Reports;
using LogAnalytics.Reports.Findings;
using LogAnalytics.Reports.Html;
using LogAnalytics.Reports.Text;

namespace LogAnalytics.Cli.Commands;

/// <summary>The second half of <c>run</c>, and the whole of <c>analyze</c>: looks at a lake and writes the results.</summary>
public static class AnalysisRun
{
    /// <summary>Finds the incidents, and writes all results but run.json.</summary>
    public static FindingsDocument Run(
        ParseResult parse, string lakeRoot, OutputFolder output, AnalysisOptions options, ExportReading exports, CommonOptions common, DateTime now, StageTimes times,
        CancellationToken cancellation)
    {
        LakeFolder lake = OpenLake(lakeRoot);
        using LakeReading reading = LakeReading.Begin(lake);
        using ScratchFolder scratch = new();
        // Not what the last analysis left: this one replaces it, also where it is damaged.
        Dictionary<string, IReadOnlyList<string>> tables = lake.Tables(lake.ReadManifest()).Where(table => !AnalysisState.Tables.Contains(table.Key)).ToDictionary();
        using LakeDatabase database = times.Measure("open", () => LakeDatabase.Open(lake.Root, tables, common.Engine(parse, scratch), isLocked: false));
        // A second Ctrl+C ends the process; the first one must not wait for a statement.
        using CancellationTokenRegistration interruption = cancellation.Register(database.Interrupt);
        IReadOnlyList<Override> overrides = times.Measure("relevance", () => GivenRelevance.Prepare(database, [.. options.Told(parse), .. ExportedRelevance.Of(exports.Set)]));
        DateTime? newest = database.Query("tables/sessions_total", row => row.Time("last_at"))[0];
        DateTime? from = options.From(parse)?.Resolve(newest);
        DateTime? to = options.To(parse)?.Resolve(newest);
        if (from >= to)
            throw new InputException($"--from {Say.Iso(from.Value)} does not lie before --to {Say.Iso(to.Value)}.");
        AnalysisResult result = LakeAnalysis.Run(database, from, to, options.Onset(parse), exports, now, times, cancellation);
        result = result with { Findings = result.Findings with { Overrides = overrides } };
        cancellation.ThrowIfCancellationRequested();
        times.Measure("write", () => Write(output, result));
        times.Measure("affected", () => AnalysisOutputs.Write(database, lake, scratch, result.Findings, output, options.Formats(parse), common.Streams(parse)));
        return result.Findings;
    }

    /// <summary>Names what the user told of something that the logs do not know, also with <c>--quiet</c>: it may be misspelt.</summary>
    public static void NoteOverrides(FindingsDocument findings)
    {
        foreach (Override given in findings.Overrides.Where(given => given.ByUser && given.Sessions == 0))
            System.Console.Error.WriteLine(Say.Safe($"warning: no session of these logs has to do with '{given.Name}' (--{given.Kind.Replace('_', '-')})."));
    }

    private static void Write(OutputFolder output, AnalysisResult result)
    {
        FindingsDocument findings = result.Findings;
        output.Write("report.html", writer => HtmlReport.Write(writer, findings, result.Details));
        output.Write("findings.json", FindingsJson.Write(findings));
        output.Write("report.md", MarkdownReport.Write(findings));
        output.Write("incidents.csv", IncidentsCsv.Write(findings));
    }

    /// <summary>Says where the report is, and opens it if that was asked for.</summary>
    public static void Conclude(ParseResult parse, OutputFolder output, AnalysisOptions options, Streams streams)
    {
        string report = output.PathOf("report.html");
        streams.Note($"Report: {report}, beside it report.md, findings.json, incidents.csv, affected-messages.csv, run.json.");
        if (options.OpensReport(parse) && !streams.IsQuiet && ReportOpener.Open(report) is { } problem)
            streams.Note($"The report was not opened: {problem}.");
    }

    /// <exception cref="InputException">There is no lake.</exception>
    public static LakeFolder OpenLake(string root)
    {
        LakeFolder lake = new(root);
        if (!lake.Exists)
            throw new InputException($"'{root}' holds no lake. Make one first: loganalytics convert INPUT --lake {root}");
        return lake;
    }

    public static bool HasFailingIncident(FindingsDocument findings, bool countsMinor) =>
        findings.Incidents.Any(incident => countsMinor || incident.Severity == "major");
}
