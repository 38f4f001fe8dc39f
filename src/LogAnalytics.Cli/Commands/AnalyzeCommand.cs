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
            Example: loganalytics analyze --manifest plan.json --lake lake --out out
            """);
        LakeOption lake = new(command);
        Option<string?> manifest = new("--manifest") { Description = "Put together what the tasks of a plan have worked out, see 'partial'; the results are the same.", HelpName = "PLAN.json" };
        command.Options.Add(manifest);
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
                streams, new AnalysisStatus(times).Of, () => AnalysisRun.Find(parse, lake.Root(parse), scratch, output, analysis, side, common, key, started, times, cancellation, parse.GetValue(manifest))).ConfigureAwait(false);
            IReadOnlyList<string> reasons = side.WhyIncomplete();
            return await new AnalysisConclusion(context, parse, analysis, new LakeFolder(lake.Root(parse)), output, notification, reasons, streams, journal).WriteAsync(
                result, scratch, question: null, times,
                exitCode => RunRecords.Of(
                    "analyze", context.Arguments, started, context.Clock.GetUtcNow().UtcDateTime, result.Findings, side, null,
                    RunRecords.Timings(null, watch.Elapsed.TotalSeconds, times), exitCode, reasons),
                cancellation).ConfigureAwait(false);
        }));
        return command;
    }
}
