using System.CommandLine;
using System.Diagnostics;
using LogAnalytics.Cli.Analysis;
using LogAnalytics.Cli.Exports;
using LogAnalytics.Cli.Notifying;
using LogAnalytics.Cli.Options;
using LogAnalytics.Cli.Terminal;
using LogAnalytics.Evidence;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Reports.Findings;
using LogAnalytics.Reports.Privacy;
using LogAnalytics.Reports.Text;

namespace LogAnalytics.Cli.Commands;

/// <summary>Detection and report over what the lake holds.</summary>
public static class AnalyzeCommand
{
    public static Command Create(CliContext context)
    {
        Command command = new("analyze", """
            Find the incidents in what a lake holds, and write the results.

            Example: loganalytics analyze --lake lake --out out --from 7d
            """);
        LakeOption lake = new(command);
        AnalysisOptions analysis = new(command);
        ExportsOption exports = new(command);
        RedactionOptions redaction = new(command);
        CommonOptions common = new(command);
        command.SetAction((parse, cancellation) => JournaledRun.RunAsync(context, "analyze", lake.Root(parse), async journal =>
        {
            Streams streams = common.Streams(parse);
            DateTime started = context.Clock.GetUtcNow().UtcDateTime;
            AnalysisRun.OpenLake(lake.Root(parse));
            Notification? notification = analysis.Notification(parse);
            ExportReading side = ExportReading.Read(exports.Paths(parse), cancellation);
            RedactionKey? key = redaction.Key(parse, analysis.Out(parse), streams);
            using OutputFolder output = AnalysisRun.OpenOutput(analysis.Out(parse), key);
            side.Note(streams);
            journal.Begin();
            Stopwatch watch = Stopwatch.StartNew();
            StageTimes times = new();
            using ScratchFolder scratch = new();
            AnalysisResult result = await WorkDisplay.RunAsync(
                streams, new AnalysisStatus(times).Of, () => AnalysisRun.Find(parse, lake.Root(parse), scratch, output, analysis, side, common, key, started, times, cancellation)).ConfigureAwait(false);
            FindingsDocument findings = result.Findings;
            bool fails = AnalysisRun.HasFailingIncident(findings, analysis.FailOn(parse), analysis.FailsOnMinor(parse));
            IReadOnlyList<string> reasons = side.WhyIncomplete();
            int exitCode = ExitCodes.Worst([reasons.Count > 0 ? ExitCodes.Incomplete : ExitCodes.Done, fails ? ExitCodes.IncidentsFound : ExitCodes.Done]);
            cancellation.ThrowIfCancellationRequested();
            AnalysisRun.NoteOverrides(findings);
            RunRecord record = AnalysisRun.Write(output, result, times, () => RunRecords.Of(
                "analyze", context.Arguments, started, context.Clock.GetUtcNow().UtcDateTime, findings, side, null,
                RunRecords.Timings(null, watch.Elapsed.TotalSeconds, times), exitCode, reasons));
            ConsoleSummary.Write(streams.Results, findings);
            AnalysisRun.Conclude(parse, output, analysis, streams);
            journal.Counts = record.Counts;
            journal.Reasons.AddRange(reasons);
            foreach (string reason in reasons)
                context.Error($"incomplete: {reason}.");
            int told = await NewsDelivery.SendAsync(context, notification, findings, analysis.FailsOnMinor(parse), new LakeFolder(lake.Root(parse)), output, exitCode, cancellation).ConfigureAwait(false);
            // Last: what is killed before says its incidents once more.
            AnalysisOutputs.Keep(new LakeFolder(lake.Root(parse)), scratch, result.Memory, streams);
            return told;
        }));
        return command;
    }
}
