using System.CommandLine;
using LogAnalytics.Cli.Analysis;
using LogAnalytics.Cli.Exports;
using LogAnalytics.Cli.Options;
using LogAnalytics.Cli.Privacy;
using LogAnalytics.Cli.Standing;
using LogAnalytics.Cli.Terminal;
using LogAnalytics.Evidence;
using LogAnalytics.Evidence.Hashing;
using LogAnalytics.Inputs;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Sharding;
using LogAnalytics.Queries;
using LogAnalytics.Queries.Rules;
using LogAnalytics.Reports.Details;
using LogAnalytics.Reports.Findings;
using LogAnalytics.Reports.Html;
using LogAnalytics.Reports.Novelty;
using LogAnalytics.Reports.Privacy;
using LogAnalytics.Reports.Text;

namespace LogAnalytics.Cli.Commands;

/// <summary>The second half of <c>run</c>, and the whole of <c>analyze</c>: looks at a lake and writes the results.</summary>
public static class AnalysisRun
{
    /// <summary>Finds the incidents, and writes what is too long to be held: the lists of messages.</summary>
    /// <param name="scratch">Takes what goes into the lake when the results are written.</param>
    /// <param name="key">Null: nothing is redacted.</param>
    /// <param name="planPath">The plan whose tasks have worked out their parts of it; null: there are none.</param>
    public static AnalysisResult Find(
        ParseResult parse, string lakeRoot, ScratchFolder scratch, OutputFolder output, AnalysisOptions options, ExportReading exports, CommonOptions common, RedactionKey? key, DateTime now, StageTimes times,
        CancellationToken cancellation, string? planPath = null)
    {
        LakeFolder lake = OpenLake(lakeRoot);
        // A rule that is not complete is said before the work, not behind it.
        IReadOnlyList<Rule> rules = options.Rules(parse);
        using LakeReading reading = LakeReading.Begin(lake);
        LakeManifest manifest = lake.ReadManifest();
        Dictionary<string, IReadOnlyList<string>> tables = Tables(lake, manifest);
        PartialFolders? partials = planPath is null ? null : PartialCommand.Folders(lake, manifest, PlanFile.Read(planPath), planPath);
        foreach ((string table, IReadOnlyList<string> files) in partials?.ReadAll() ?? new Dictionary<string, IReadOnlyList<string>>())
            tables.Add(Partials.Prefix + table, files);
        using LakeDatabase database = times.Measure("open", () => LakeDatabase.Open(lake.Root, tables, common.Engine(parse, scratch), isLocked: false, later: SqlCatalog.Coverage));
        if (common.Streams(parse).ShowsProgress)
        {
            database.FollowProgress();
            times.EngineProgress = () => database.Progress;
        }

        // A second Ctrl+C ends the process; the first one must not wait for a statement.
        using CancellationTokenRegistration interruption = cancellation.Register(database.Interrupt);
        Given[] given = [.. options.Told(parse), .. ExportedRelevance.Of(exports.Set)];
        IReadOnlyList<Override> overrides = times.Measure("relevance", () =>
        {
            GivenRelevance.Prepare(database, given);
            return GivenRelevance.Told(database, given);
        });
        (long sessions, DateTime? newest) = database.Query("tables/sessions_total", row => (row.Number("sessions"), row.Time("last_at")))[0];
        DateTime? from = options.From(parse)?.Resolve(newest);
        DateTime? to = options.To(parse)?.Resolve(newest);
        if (from >= to)
            throw new InputException($"--from {Say.Iso(from.Value)} does not lie before --to {Say.Iso(to.Value)}.");
        using RulesBeside beside = new(
            // Two engines must not spill into one folder.
            () => LakeDatabase.Open(lake.Root, tables, common.Engine(parse, scratch) with { TemporaryFolder = Path.Combine(scratch.Root, "rules") }, isLocked: true),
            given, rules, cancellation);
        IncidentMemory memory = ReadMemory(lake);
        string way = options.Way(parse);
        (FindingsDocument findings, ReportDetails details, IReadOnlyList<KnownIncident> known) =
            LakeAnalysis.Run(database, from, to, options.Onset(parse) with { Threads = common.Threads(parse) }, exports, memory.Before(way), now, times, cancellation, ofPartials: partials is not null);
        cancellation.ThrowIfCancellationRequested();
        findings = times.Measure("rules", () => RuleObservations.Add(findings, beside.Runs, sessions));
        IncidentMemory after = memory.With(new RememberedAnalysis(way, now, known));
        AnalysisResult result = Show(
            new AnalysisResult(findings with { Overrides = overrides }, details, LakeSources.Read(database, manifest), after, memory.TellsTheSameAs(after, way), null), database, exports, key, times);
        times.Measure("affected", () => AnalysisOutputs.Write(database, scratch, result, output, options.Formats(parse)));
        partials?.RemoveOutdated();
        return result;
    }

    /// <summary>Those that an analysis reads: not what the last one left, which this one replaces, also where it is damaged.</summary>
    public static Dictionary<string, IReadOnlyList<string>> Tables(LakeFolder lake, LakeManifest manifest) =>
        lake.Tables(manifest).Where(table => !AnalysisState.Tables.Contains(table.Key)).ToDictionary();

    /// <summary>Names what the user told of something that the logs do not know, also with <c>--quiet</c>: it may be misspelt.</summary>
    public static void NoteOverrides(FindingsDocument findings)
    {
        foreach (Override given in findings.Overrides.Where(given => given.ByUser && given.Sessions == 0))
            System.Console.Error.WriteLine(Say.Safe($"warning: no session of these logs has to do with '{given.Name}' (--{given.Kind.Replace('_', '-')})."));
    }

    /// <summary>The one place where results are written: each renderer gets what may be shown, and all files appear together, sealed by their manifest.</summary>
    /// <param name="run">Of this run, not yet redacted; asked when everything else is written.</param>
    /// <returns>The record of this run, under true names.</returns>
    public static RunRecord Write(OutputFolder output, AnalysisResult analysis, StageTimes times, Func<RunRecord> run)
    {
        FindingsDocument findings = analysis.Findings;
        times.Measure("write", () =>
        {
            output.Write("report.html", writer => HtmlReport.Write(writer, findings, analysis.Details));
            output.Write("findings.json", FindingsJson.Write(findings));
            output.Write("report.md", MarkdownReport.Write(findings));
            output.Write("incidents.csv", IncidentsCsv.Write(findings));
        });
        RunRecord record = run();
        Seal(output, analysis.Shown(record), analysis.Sources, analysis.Redactor?.KeyId);
        return record;
    }

    /// <summary>Results that stand become those of this run: its record and its line in the run log are new.</summary>
    internal static RunRecord Keep(OutputFolder output, StandingResults standing, RunRecord record)
    {
        foreach (FileHash file in standing.Outputs)
            output.Keep(file);
        Seal(output, record, standing.Sources, redactionKeyId: null);
        return record;
    }

    private static void Seal(OutputFolder output, RunRecord shown, LakeSources sources, string? redactionKeyId)
    {
        output.Write("run.json", FindingsJson.Write(shown));
        output.Seal(
            new RunLogEntry { Time = Say.Iso(shown.EndedAt), CommandLine = shown.CommandLine, Version = shown.Version, LakeSha256 = sources.LakeSha256, ExitCode = shown.ExitCode },
            new Manifest
            {
                Version = shown.Version,
                RedactionKeyId = redactionKeyId,
                LakeSha256 = sources.LakeSha256,
                Inputs = sources.Inputs,
                Exports = [.. shown.Exports.Select(file => new FileHash(file.Key, null, file.Value))],
            });
    }

    // From here on no renderer sees a name.
    private static AnalysisResult Show(AnalysisResult analysis, LakeDatabase database, ExportReading exports, RedactionKey? key, StageTimes times)
    {
        if (key is null)
            return analysis;
        Redactor redactor = times.Measure("redaction", () => new Redactor(key, LakeNames.Read(database, exports.Set)));
        return new AnalysisResult(
            redactor.Apply(analysis.Findings) with { RedactionKeyId = key.Id },
            redactor.Apply(analysis.Details),
            analysis.Sources with { Inputs = [.. analysis.Sources.Inputs.Select(file => file with { Path = redactor.FilePath(file.Path) })] },
            analysis.Memory,
            analysis.IsSettled,
            redactor);
    }

    private static IncidentMemory ReadMemory(LakeFolder lake)
    {
        if (AnalysisState.ReadMemory(lake) is not { } text)
            return new IncidentMemory();
        if (IncidentMemory.TryRead(text) is { } memory)
            return memory;
        System.Console.Error.WriteLine("warning: what the last analysis found cannot be read any more, so every incident counts as new.");
        return new IncidentMemory();
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

    public static bool HasFailingIncident(FindingsDocument findings, FailOn failOn, bool countsMinor) =>
        failOn != FailOn.Nothing
        && findings.Incidents.Any(incident => (countsMinor || incident.Severity == "major") && (failOn == FailOn.Any || incident.Novelty == "new"));
}
