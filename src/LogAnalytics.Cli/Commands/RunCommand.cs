using System.CommandLine;
using System.Diagnostics;
using LogAnalytics.Cli.Analysis;
using LogAnalytics.Cli.Exports;
using LogAnalytics.Cli.Notifying;
using LogAnalytics.Cli.Options;
using LogAnalytics.Cli.Standing;
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
            StageTimes times = new();
            LakeFolder folder = new(lake.Root(parse));
            IReadOnlyList<string> reasons = [.. Conversion.WhyIncomplete(report, input.MaxRejects(parse)), .. side.WhyIncomplete()];
            AnalysisConclusion conclusion = new(context, parse, analysis, folder, output, notification, reasons, streams, journal);
            LakeManifest manifest = folder.ReadManifest();
            // Rules of the user's own may ask for the time, and pseudonyms need the whole lake.
            string? question = analysis.HasOwnRules(parse) || key is not null ? null : AnalysisQuestion.Of(context.Arguments, folder, manifest, analysis.Out(parse), side);
            if (question is not null && StandingResults.Find(folder, manifest, output, question) is { } standing)
                return await conclusion.KeepAsync(standing, exitCode => Record(standing.Findings, exitCode), cancellation).ConfigureAwait(false);
            // The buffers of the conversion go back to the system before the SQL engine asks for its own.
            GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive);
            using ScratchFolder scratch = new();
            AnalysisResult result = await WorkDisplay.RunAsync(
                streams, new AnalysisStatus(times).Of, () => AnalysisRun.Find(parse, lake.Root(parse), scratch, output, analysis, side, common, key, started, times, cancellation)).ConfigureAwait(false);
            // Another run may have fed the lake meanwhile.
            bool isOfManifest = result.Sources.LakeSha256 == manifest.Sha256;
            return await conclusion.WriteAsync(result, scratch, isOfManifest ? question : null, times, exitCode => Record(result.Findings, exitCode), cancellation).ConfigureAwait(false);

            RunRecord Record(FindingsDocument findings, int exitCode) => RunRecords.Of(
                "run", context.Arguments, started, context.Clock.GetUtcNow().UtcDateTime, findings, side, report,
                RunRecords.Timings(convertSeconds, watch.Elapsed.TotalSeconds - convertSeconds, times), exitCode, reasons);
        }));
        return command;
    }
}
