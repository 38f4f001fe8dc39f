using System.CommandLine;
using LogAnalytics.Cli.Analysis;
using LogAnalytics.Cli.Notifying;
using LogAnalytics.Cli.Options;
using LogAnalytics.Cli.Standing;
using LogAnalytics.Cli.Terminal;
using LogAnalytics.Evidence;
using LogAnalytics.Evidence.Hashing;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Reports.Findings;
using LogAnalytics.Reports.Text;

namespace LogAnalytics.Cli.Commands;

/// <summary>How <c>run</c> and <c>analyze</c> end: the results, what everybody is told of them, and last what the next analysis compares with.</summary>
/// <param name="notification">Null: nobody is notified.</param>
/// <param name="reasons">Why the input is incomplete; empty when it is whole.</param>
internal sealed class AnalysisConclusion(
    CliContext context, ParseResult parse, AnalysisOptions options, LakeFolder lake, OutputFolder output, Notification? notification, IReadOnlyList<string> reasons, Streams streams, JournaledRun journal)
{
    /// <param name="scratch">Holds what goes into the lake.</param>
    /// <param name="question">By which a later run may know these results again; null: none is to.</param>
    /// <param name="recordOf">Exit code → the record of the run; asked when everything else is written.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> WriteAsync(
        AnalysisResult result, ScratchFolder scratch, string? question, StageTimes times, Func<int, RunRecord> recordOf, CancellationToken cancellation)
    {
        (int exitCode, bool isTold) = await EndAsync(result.Findings, code => AnalysisRun.Write(output, result, times, () => recordOf(code)), cancellation).ConfigureAwait(false);
        IReadOnlyDictionary<string, byte[]> tables = AnalysisOutputs.Read(scratch);
        IReadOnlyList<FileHash> written = output.Files;
        journal.LearnAtTheEnd(
            // An incident that somebody was to hear of and did not stays new: the next run says it once more.
            () => AnalysisState.Replace(
                lake, tables, isTold ? result.Memory.Write() : null, isTold && result.IsSettled && question is not null ? StandingResults.Answer(question, written) : null),
            problem => streams.Note($"The lake cannot keep what was found, so its views incidents and affected_messages stay as they were, and the next analysis compares with an earlier one: {problem}"));
        return exitCode;
    }

    /// <summary>Nothing has changed since these results were found, and what the lake knows stays.</summary>
    public async Task<int> KeepAsync(StandingResults standing, Func<int, RunRecord> recordOf, CancellationToken cancellation)
    {
        streams.Note($"Nothing has changed since the analysis of {Say.Time(standing.Findings.GeneratedAt)}: its results stand.");
        (int exitCode, _) = await EndAsync(standing.Findings, code => AnalysisRun.Keep(output, standing, recordOf(code)), cancellation).ConfigureAwait(false);
        return exitCode;
    }

    private async Task<(int ExitCode, bool IsTold)> EndAsync(FindingsDocument findings, Func<int, RunRecord> write, CancellationToken cancellation)
    {
        bool countsMinor = options.FailsOnMinor(parse);
        bool fails = AnalysisRun.HasFailingIncident(findings, options.FailOn(parse), countsMinor);
        int exitCode = ExitCodes.Worst([reasons.Count > 0 ? ExitCodes.Incomplete : ExitCodes.Done, fails ? ExitCodes.IncidentsFound : ExitCodes.Done]);
        cancellation.ThrowIfCancellationRequested();
        AnalysisRun.NoteOverrides(findings);
        RunRecord record = write(exitCode);
        ConsoleSummary.Write(streams.Results, findings);
        NameReport();
        journal.Take(record.Counts, reasons);
        Conversion.Conclude(context, reasons);
        bool isTold = await NewsDelivery.TrySendAsync(context, notification, findings, countsMinor, output, exitCode, cancellation).ConfigureAwait(false);
        return (isTold ? exitCode : ExitCodes.Worst([exitCode, ExitCodes.Environment]), isTold);
    }

    // Says where the report is, and opens it if that was asked for.
    private void NameReport()
    {
        string report = output.PathOf("report.html");
        streams.Note($"Report: {report}, beside it report.md, findings.json, incidents.csv, affected-messages.csv, run.json.");
        if (options.OpensReport(parse) && !streams.IsQuiet && ReportOpener.Open(report) is { } problem)
            streams.Note($"The report was not opened: {problem}.");
    }
}
