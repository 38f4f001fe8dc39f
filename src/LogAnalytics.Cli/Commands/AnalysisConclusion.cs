using System.CommandLine;
using LogAnalytics.Cli.Analysis;
using LogAnalytics.Cli.Notifying;
using LogAnalytics.Cli.Options;
using LogAnalytics.Cli.Terminal;
using LogAnalytics.Evidence;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Reports.Findings;
using LogAnalytics.Reports.Novelty;
using LogAnalytics.Reports.Text;

namespace LogAnalytics.Cli.Commands;

/// <summary>How <c>run</c> and <c>analyze</c> end: the results, what everybody is told of them, and last what the next analysis compares with.</summary>
internal sealed class AnalysisConclusion(CliContext context, ParseResult parse, AnalysisOptions options, LakeFolder lake, OutputFolder output, Streams streams, JournaledRun journal)
{
    /// <param name="scratch">Holds what goes into the lake.</param>
    /// <param name="notification">Null: nobody is notified.</param>
    /// <param name="reasons">Why the input is incomplete; empty when it is whole.</param>
    /// <param name="recordOf">Exit code → the record of the run; asked when everything else is written.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> WriteAsync(
        AnalysisResult result, ScratchFolder scratch, Notification? notification, IReadOnlyList<string> reasons, StageTimes times, Func<int, RunRecord> recordOf,
        CancellationToken cancellation)
    {
        FindingsDocument findings = result.Findings;
        bool countsMinor = options.FailsOnMinor(parse);
        bool fails = AnalysisRun.HasFailingIncident(findings, options.FailOn(parse), countsMinor);
        int exitCode = ExitCodes.Worst([reasons.Count > 0 ? ExitCodes.Incomplete : ExitCodes.Done, fails ? ExitCodes.IncidentsFound : ExitCodes.Done]);
        cancellation.ThrowIfCancellationRequested();
        AnalysisRun.NoteOverrides(findings);
        RunRecord record = AnalysisRun.Write(output, result, times, () => recordOf(exitCode));
        ConsoleSummary.Write(streams.Results, findings);
        NameReport();
        journal.Take(record.Counts, reasons);
        Conversion.Conclude(context, reasons);
        bool isTold = await NewsDelivery.TrySendAsync(context, notification, findings, countsMinor, output, exitCode, cancellation).ConfigureAwait(false);
        Learn(AnalysisOutputs.Read(scratch), isTold ? result.Memory : null);
        return isTold ? exitCode : ExitCodes.Worst([exitCode, ExitCodes.Environment]);
    }

    // An incident that somebody was to hear of and did not stays new: the next run says it once more.
    private void Learn(IReadOnlyDictionary<string, byte[]> tables, IncidentMemory? memory) => journal.LearnAtTheEnd(
        () => AnalysisState.Replace(lake, tables, memory?.Write()),
        problem => streams.Note($"The lake cannot keep what was found, so its views incidents and affected_messages stay as they were, and the next analysis compares with an earlier one: {problem}"));

    // Says where the report is, and opens it if that was asked for.
    private void NameReport()
    {
        string report = output.PathOf("report.html");
        streams.Note($"Report: {report}, beside it report.md, findings.json, incidents.csv, affected-messages.csv, run.json.");
        if (options.OpensReport(parse) && !streams.IsQuiet && ReportOpener.Open(report) is { } problem)
            streams.Note($"The report was not opened: {problem}.");
    }
}
