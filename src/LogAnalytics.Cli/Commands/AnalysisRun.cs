using System.CommandLine;
using LogAnalytics.Cli.Analysis;
using LogAnalytics.Cli.Exports;
using LogAnalytics.Cli.Options;
using LogAnalytics.Inputs;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Queries;
using LogAnalytics.Reports;
using LogAnalytics.Reports.Findings;
using LogAnalytics.Reports.Text;

namespace LogAnalytics.Cli.Commands;

/// <summary>The second half of <c>run</c>, and the whole of <c>analyze</c>: looks at a lake and writes the results.</summary>
public static class AnalysisRun
{
    public static FindingsDocument Find(
        ParseResult parse, string lakeRoot, OutputFolder output, AnalysisOptions options, ExportReading exports, CommonOptions common, DateTime now, StageTimes times, CancellationToken cancellation)
    {
        LakeFolder lake = OpenLake(lakeRoot);
        using LakeReading reading = LakeReading.Begin(lake);
        using ScratchFolder scratch = new();
        // Not what the last analysis left: this one replaces it, also where it is damaged.
        Dictionary<string, IReadOnlyList<string>> tables = lake.Tables(lake.ReadManifest()).Where(table => !AnalysisState.Tables.Contains(table.Key)).ToDictionary();
        using LakeDatabase database = times.Measure("open", () => LakeDatabase.Open(lake.Root, tables, common.Engine(parse, scratch), isLocked: false));
        // A second Ctrl+C ends the process; the first one must not wait for a statement.
        using CancellationTokenRegistration interruption = cancellation.Register(database.Interrupt);
        times.Measure("relevance", () => database.Execute("series/relevance"));
        DateTime? newest = database.Query("tables/sessions_total", row => row.Time("last_at"))[0];
        DateTime? from = options.From(parse)?.Resolve(newest);
        DateTime? to = options.To(parse)?.Resolve(newest);
        if (from >= to)
            throw new InputException($"--from {Say.Iso(from.Value)} does not lie before --to {Say.Iso(to.Value)}.");
        FindingsDocument findings = LakeAnalysis.Run(database, from, to, options.Onset(parse), exports, now, times, cancellation);
        times.Measure("affected", () => AnalysisOutputs.Write(database, lake, scratch, findings, output, options.Formats(parse), common.Streams(parse)));
        return findings;
    }

    public static void Write(OutputFolder output, FindingsDocument findings)
    {
        output.Write("findings.json", FindingsJson.Write(findings));
        output.Write("report.md", MarkdownReport.Write(findings));
        output.Write("incidents.csv", IncidentsCsv.Write(findings));
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
