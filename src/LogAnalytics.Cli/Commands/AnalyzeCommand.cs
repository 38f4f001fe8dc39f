using System.CommandLine;
using System.Diagnostics;
using LogAnalytics.Cli.Analysis;
using LogAnalytics.Cli.Exports;
using LogAnalytics.Cli.Options;
using LogAnalytics.Cli.Terminal;
using LogAnalytics.Evidence;
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
        command.SetAction(async (parse, cancellation) =>
        {
            Streams streams = common.Streams(parse);
            DateTime started = context.Clock.GetUtcNow().UtcDateTime;
            AnalysisRun.OpenLake(lake.Root(parse));
            ExportReading side = ExportReading.Read(exports.Paths(parse), cancellation);
            RedactionKey? key = redaction.Key(parse, analysis.Out(parse), streams);
            using OutputFolder output = AnalysisRun.OpenOutput(analysis.Out(parse), key);
            side.Note(streams);
            Stopwatch watch = Stopwatch.StartNew();
            StageTimes times = new();
            AnalysisResult result = await WorkDisplay.RunAsync(
                streams, new AnalysisStatus(times).Of, () => AnalysisRun.Find(parse, lake.Root(parse), output, analysis, side, common, key, started, times, cancellation)).ConfigureAwait(false);
            FindingsDocument findings = result.Findings;
            bool fails = analysis.FailsOnIncidents(parse) && AnalysisRun.HasFailingIncident(findings, analysis.FailsOnMinor(parse));
            IReadOnlyList<string> reasons = side.WhyIncomplete();
            int exitCode = ExitCodes.Worst([reasons.Count > 0 ? ExitCodes.Incomplete : ExitCodes.Done, fails ? ExitCodes.IncidentsFound : ExitCodes.Done]);
            cancellation.ThrowIfCancellationRequested();
            AnalysisRun.NoteOverrides(findings);
            AnalysisRun.Write(output, result, times, () => RunRecords.Of(
                "analyze", context.Arguments, started, context.Clock.GetUtcNow().UtcDateTime, findings, side, null,
                RunRecords.Timings(null, watch.Elapsed.TotalSeconds, times), exitCode, reasons));
            ConsoleSummary.Write(streams.Results, findings);
            AnalysisRun.Conclude(parse, output, analysis, streams);
            foreach (string reason in reasons)
                context.Error($"incomplete: {reason}.");
            return exitCode;
        });
        return command;
    }
}
