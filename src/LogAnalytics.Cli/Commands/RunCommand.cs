using System.CommandLine;
using System.Diagnostics;
using LogAnalytics.Cli.Analysis;
using LogAnalytics.Cli.Exports;
using LogAnalytics.Cli.Notifying;
using LogAnalytics.Cli.Options;
using LogAnalytics.Cli.Terminal;
using LogAnalytics.Evidence;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Lake.Conversion;
using LogAnalytics.Reports.Findings;
using LogAnalytics.Reports.Privacy;
using LogAnalytics.Reports.Text;

namespace LogAnalytics.Cli.Commands;

/// <summary>The main job: convert, analyse, report.</summary>
public static class RunCommand
{
    public static Command Create(CliContext context)
    {
        Command command = new("run", """
            Convert Send logs, find the incidents in all that the lake holds, and write the results.

            Example: loganalytics run data-samples/certificate-name-changed --lake lake --out out
            """);
        InputOptions input = new(command);
        LakeOption lake = new(command);
        AnalysisOptions analysis = new(command);
        ExportsOption exports = new(command);
        RedactionOptions redaction = new(command);
        CommonOptions common = CommonOptions.OfConversion(command);
        command.SetAction((parse, cancellation) => JournaledRun.RunAsync(context, "run", lake.Root(parse), async journal =>
        {
            Streams streams = common.Streams(parse);
            DateTime started = context.Clock.GetUtcNow().UtcDateTime;
            Notification? notification = analysis.Notification(parse);
            ExportReading side = ExportReading.Read(exports.Paths(parse), cancellation);
            RedactionKey? key = redaction.Key(parse, analysis.Out(parse), streams);
            using OutputFolder output = AnalysisRun.OpenOutput(analysis.Out(parse), key);
            Stopwatch watch = Stopwatch.StartNew();
            ConvertReport report = await Conversion.RunAsync(context, parse, input, lake.Root(parse), common, streams, journal, cancellation).ConfigureAwait(false);
            side.Note(streams);
            double convertSeconds = watch.Elapsed.TotalSeconds;
            // The buffers of the conversion go back to the system before the SQL engine asks for its own.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
            StageTimes times = new();
            using ScratchFolder scratch = new();
            AnalysisResult result = await WorkDisplay.RunAsync(
                streams, new AnalysisStatus(times).Of, () => AnalysisRun.Find(parse, lake.Root(parse), scratch, output, analysis, side, common, key, started, times, cancellation)).ConfigureAwait(false);
            IReadOnlyList<string> reasons = [.. Conversion.WhyIncomplete(report, input.MaxRejects(parse)), .. side.WhyIncomplete()];
            return await new AnalysisConclusion(context, parse, analysis, new LakeFolder(lake.Root(parse)), output, streams, journal).WriteAsync(
                result, scratch, notification, reasons, times,
                exitCode => RunRecords.Of(
                    "run", context.Arguments, started, context.Clock.GetUtcNow().UtcDateTime, result.Findings, side, report,
                    RunRecords.Timings(convertSeconds, watch.Elapsed.TotalSeconds - convertSeconds, times), exitCode, reasons),
                cancellation).ConfigureAwait(false);
        }));
        return command;
    }
}
