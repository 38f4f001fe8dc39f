using System.CommandLine;
using LogAnalytics.Cli.Analysis;
using LogAnalytics.Cli.Exports;
using LogAnalytics.Cli.Options;
using LogAnalytics.Cli.Privacy;
using LogAnalytics.Evidence;
using LogAnalytics.Evidence.Hashing;
using LogAnalytics.Inputs;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Queries;
using LogAnalytics.Reports.Findings;
using LogAnalytics.Reports.Privacy;
using LogAnalytics.Reports.Text;

namespace LogAnalytics.Cli.Commands;

/// <summary>The second half of <c>run</c>, and the whole of <c>analyze</c>: looks at a lake and writes the results.</summary>
public static class AnalysisRun
{
    /// <param name="key">Null: nothing is redacted.</param>
    public static AnalysisResult Find(
        ParseResult parse, string lakeRoot, AnalysisOptions options, ExportReading exports, CommonOptions common, RedactionKey? key, DateTime now, StageTimes times,
        CancellationToken cancellation)
    {
        LakeFolder lake = OpenLake(lakeRoot);
        using LakeReading reading = LakeReading.Begin(lake);
        using ScratchFolder scratch = new();
        LakeManifest manifest = lake.ReadManifest();
        using LakeDatabase database = times.Measure("open", () => LakeDatabase.Open(lake.Root, lake.Tables(manifest), common.Engine(parse, scratch), isLocked: false));
        // A second Ctrl+C ends the process; the first one must not wait for a statement.
        using CancellationTokenRegistration interruption = cancellation.Register(database.Interrupt);
        times.Measure("relevance", () => database.Execute("series/relevance"));
        DateTime? newest = database.Query("tables/sessions_total", row => row.Time("last_at"))[0];
        DateTime? from = options.From(parse)?.Resolve(newest);
        DateTime? to = options.To(parse)?.Resolve(newest);
        if (from >= to)
            throw new InputException($"--from {Say.Iso(from.Value)} does not lie before --to {Say.Iso(to.Value)}.");
        FindingsDocument findings = LakeAnalysis.Run(database, from, to, options.Onset(parse), exports, now, times, cancellation);
        LakeSources sources = LakeSources.Read(database, manifest);
        if (key is null)
            return new AnalysisResult(findings, sources, null);
        // From here on no renderer sees a name.
        Redactor redactor = times.Measure("redaction", () => new Redactor(key, LakeNames.Read(database, exports.Set)));
        return new AnalysisResult(
            redactor.Apply(findings) with { RedactionKeyId = key.Id },
            sources with { Inputs = [.. sources.Inputs.Select(file => file with { Path = redactor.FilePath(file.Path) })] }, redactor);
    }

    /// <summary>The one place where results are written: each renderer gets what may be shown, and all files appear together, sealed by their manifest.</summary>
    /// <param name="run">Of this run, not yet redacted.</param>
    public static void Write(OutputFolder output, AnalysisResult analysis, RunRecord run)
    {
        FindingsDocument findings = analysis.Findings;
        RunRecord shown = analysis.Shown(run);
        output.Write("findings.json", FindingsJson.Write(findings));
        output.Write("report.md", MarkdownReport.Write(findings));
        output.Write("incidents.csv", IncidentsCsv.Write(findings));
        output.Write("run.json", FindingsJson.Write(shown));
        output.Seal(
            new RunLogEntry { Time = Say.Iso(shown.EndedAt), CommandLine = shown.CommandLine, Version = shown.Version, LakeSha256 = analysis.Sources.LakeSha256, ExitCode = shown.ExitCode },
            new Manifest
            {
                Version = shown.Version,
                RedactionKeyId = analysis.Redactor?.KeyId,
                LakeSha256 = analysis.Sources.LakeSha256,
                Inputs = analysis.Sources.Inputs,
                Exports = [.. shown.Exports.Select(file => new FileHash(file.Key, null, file.Value))],
            });
    }

    /// <summary>Results with names and without do not share a folder: one sent away would take the other along.</summary>
    /// <exception cref="InputException">The folder holds results of another kind.</exception>
    public static OutputFolder OpenOutput(string root, RedactionKey? key)
    {
        OutputFolder output = new(root);
        if (!output.HoldsResults || output.Standing?.RedactionKeyId == key?.Id)
            return output;
        output.Dispose();
        throw new InputException(key is null
            ? $"'{root}' holds redacted results. Name another folder for results with names, or redact these too."
            : $"'{root}' holds results that were not redacted with this key. Name another folder for redacted results.");
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
