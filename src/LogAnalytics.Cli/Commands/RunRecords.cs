using LogAnalytics.Cli.Analysis;
using LogAnalytics.Cli.Exports;
using LogAnalytics.Cli.Terminal;
using LogAnalytics.Lake.Conversion;
using LogAnalytics.Reports.Findings;

namespace LogAnalytics.Cli.Commands;

/// <summary>Fills run.json.</summary>
public static class RunRecords
{
    public static RunRecord Of(
        string verb, IReadOnlyList<string> arguments, DateTime started, DateTime ended, FindingsDocument findings, ExportReading exports, ConvertReport? report,
        IReadOnlyDictionary<string, double> timings, int exitCode, IReadOnlyList<string> reasons) => new()
        {
            Verb = verb,
            CommandLine = arguments,
            Version = CliContext.Version,
            StartedAt = started,
            EndedAt = ended,
            AnalyzedAt = findings.GeneratedAt,
            Inputs = report?.Inputs ?? new SortedDictionary<string, string>(),
            Exports = new SortedDictionary<string, string?>(
                exports.Files.GroupBy(file => file.Path).ToDictionary(group => group.Key, group => group.First().Sha256), StringComparer.Ordinal),
            Overrides = findings.Overrides,
            Counts = Counts(findings, report),
            TimingsSeconds = timings,
            Problems = Problems(report),
            ExitCode = exitCode,
            Reasons = reasons,
        };

    /// <summary>Seconds of the run's parts, and of the stages of its analysis.</summary>
    public static SortedDictionary<string, double> Timings(double? convertSeconds, double analyzeSeconds, StageTimes times)
    {
        SortedDictionary<string, double> timings = new(StringComparer.Ordinal) { ["analyze"] = analyzeSeconds };
        if (convertSeconds is { } convert)
            timings["convert"] = convert;
        foreach ((string stage, double seconds) in times.Seconds)
            timings["analyze." + stage] = seconds;
        return timings;
    }

    private static SortedDictionary<string, long> Counts(FindingsDocument findings, ConvertReport? report)
    {
        SortedDictionary<string, long> counts = new(StringComparer.Ordinal)
        {
            ["incidents_major"] = findings.Incidents.Count(incident => incident.Severity == "major"),
            ["incidents_minor"] = findings.Incidents.Count(incident => incident.Severity == "minor"),
            ["incidents_new"] = findings.Incidents.Count(incident => incident.Novelty == "new"),
            ["observations"] = findings.Observations.Count,
            ["sessions"] = findings.Coverage.Sum(span => span.Sessions),
        };
        foreach ((string name, long count) in report is null ? [] : Counts(report))
            counts[name] = count;
        return counts;
    }

    /// <summary>What a conversion took in.</summary>
    public static SortedDictionary<string, long> Counts(ConvertReport report) => new(StringComparer.Ordinal)
    {
        ["files_found"] = report.FilesFound,
        ["files_converted"] = report.FilesConverted,
        ["files_unchanged"] = report.FilesUnchanged,
        ["files_open"] = report.FilesOpen,
        ["files_pruned"] = report.FilesPruned,
        ["files_skipped"] = report.Skipped.Count,
        ["files_unreadable"] = report.Unreadable.Count,
        ["bytes_read"] = report.BytesRead,
        ["event_lines"] = report.EventLines,
        ["rejected_lines"] = report.RejectedLines,
        ["duplicate_lines"] = report.DuplicateLines,
        ["logs_deleted_unread"] = report.Unread.Count,
    };

    private static SortedDictionary<string, IReadOnlyDictionary<string, string>> Problems(ConvertReport? report)
    {
        SortedDictionary<string, IReadOnlyDictionary<string, string>> problems = new(StringComparer.Ordinal);
        if (report is null)
            return problems;
        Add("skipped", report.Skipped);
        Add("unreadable", report.Unreadable);
        Add("rejects", report.WithRejects);
        if (report.Unread.Count > 0)
            Add("deleted_unread", [.. report.Unread.Select(span => KeyValuePair.Create(span.Log, ConversionNotes.Of(span)))]);
        return problems;

        void Add(string kind, List<KeyValuePair<string, string>> entries)
        {
            SortedDictionary<string, string> byPath = new(StringComparer.Ordinal);
            foreach ((string path, string reason) in entries)
                byPath[path] = reason;
            problems.Add(kind, byPath);
        }
    }
}
