using LogAnalytics.Cli.Exports;
using LogAnalytics.Detection;
using LogAnalytics.Exports;
using LogAnalytics.Queries;
using LogAnalytics.Reports.Details;
using LogAnalytics.Reports.Findings;
using LogAnalytics.Reports.Novelty;

namespace LogAnalytics.Cli.Analysis;

/// <summary>Tables → series → onsets → causes → findings: wires the stages, decides nothing itself.</summary>
public static class LakeAnalysis
{
    /// <param name="known">What the analysis before found; empty: everything is new.</param>
    /// <param name="times">Takes how long each stage took.</param>
    /// <param name="from">First instant of the replies looked at; null: all.</param>
    /// <param name="to">First instant after them.</param>
    /// <param name="ofPartials">The database has them: they stand for sessions and messages as far as all of those would be read.</param>
    public static (FindingsDocument Findings, ReportDetails Details, IReadOnlyList<KnownIncident> Known) Run(
        LakeDatabase database, DateTime? from, DateTime? to, OnsetOptions options, ExportReading exports, IReadOnlyList<KnownIncident> known, DateTime generatedAt, StageTimes times,
        CancellationToken cancellation, bool ofPartials = false)
    {
        if (ofPartials)
            database.Execute("merged/session_hours");
        IReadOnlyList<CoverageSpan> coverage = times.Measure("coverage", () => CoverageReader.Read(database));
        IReadOnlyList<SeriesSummary> series = times.Measure("trials", () => SeriesReader.Prepare(database, from, to, ofPartials: ofPartials));
        IReadOnlyList<Rotation> rotations = times.Measure("lineage", () => RotationReader.Read(database));
        IncidentBuilder builder = new(database, coverage, exports.Set, from, to);
        ReportCollector collector = new(database);
        SeriesSearch search = new(database, options, times);
        List<Incident> incidents = [];
        List<GuardFinding> guarded = [];
        DateTime? first = from ?? First(coverage), last = to ?? Last(coverage);
        // A series without a failure never leaves the engine.
        foreach (SeriesSummary summary in series.Where(summary => summary.Failed > 0))
        {
            cancellation.ThrowIfCancellationRequested();
            OnsetSearchResult result = search.Find(summary.Group);
            guarded.AddRange(result.Findings);
            foreach (Onset onset in result.Onsets)
            {
                cancellation.ThrowIfCancellationRequested();
                Incident incident = times.Measure("evidence", () => builder.Build(onset));
                times.Measure("report", () => collector.Add(incident, first!.Value, last!.Value));
                incidents.Add(incident);
            }
        }

        ComparedIncidents compared = IncidentComparison.Compare(incidents, known);
        foreach ((Incident found, Incident lasting) in incidents.Zip(compared.Incidents))
            collector.Rename(found.Id, lasting.Id);

        ObservationReader observations = new(database);
        IReadOnlyList<Observation> observed =
            [.. times.Measure("observations", () => observations.Read(guarded, options)), .. LoggingLevels.Observe(exports.Set), .. compared.Lost.Select(LostIncidents.Observe)];
        FindingsDocument findings = new()
        {
            GeneratedAt = generatedAt,
            From = first,
            To = last,
            Coverage = coverage,
            Rotations = rotations,
            Checks = Checks(series, incidents, observed, observations, coverage, exports.Set),
            Observations = observed,
            Exports = exports.Files,
            Incidents = [.. compared.Incidents.OrderBy(incident => incident.Severity == "major" ? 0 : 1).ThenBy(incident => incident.Onset.FirstBad.Time).ThenBy(incident => incident.Id, StringComparer.Ordinal)],
        };
        times.Measure("affected", () => AffectedMessages.Find(database, findings));
        return (findings, times.Measure("report", () => new ReportReader(database).Read(collector.Incidents, findings)), compared.Known);
    }

    private static DateTime? First(IReadOnlyList<CoverageSpan> coverage) => coverage.Count == 0 ? null : coverage.Min(span => span.First);

    private static DateTime? Last(IReadOnlyList<CoverageSpan> coverage) => coverage.Count == 0 ? null : coverage.Max(span => span.Last);

    // Zero hits are said too: a clean result is worth what was looked at.
    private static List<CheckResult> Checks(
        IReadOnlyList<SeriesSummary> series, List<Incident> incidents, IReadOnlyList<Observation> observed, ObservationReader observations,
        IReadOnlyList<CoverageSpan> coverage, ExportSet exports)
    {
        long trials = series.Sum(summary => summary.Trials);
        List<CheckResult> checks = [CheckResult.Of("attribution_onset", trials, "messages", incidents.Count, coverage)];
        foreach (string kind in ObservationReader.TrialKinds)
            checks.Add(CheckResult.Of(kind, trials, "messages", Hits(kind), coverage));
        foreach ((string kind, long sessions) in observations.SessionKinds)
            checks.Add(CheckResult.Of(kind, sessions, "sessions", Hits(kind), coverage));
        if (exports.SendConnectors is { } connectors)
            checks.Add(CheckResult.Of(LoggingLevels.Kind, connectors.Count, "connectors", Hits(LoggingLevels.Kind), coverage));
        return checks;

        int Hits(string kind) => observed.Count(observation => observation.Kind == kind);
    }
}
