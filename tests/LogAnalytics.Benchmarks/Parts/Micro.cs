using System.Globalization;
using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Diagnosers;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using LogAnalytics.Benchmarks.Options;
using LogAnalytics.Benchmarks.Reporting;

namespace LogAnalytics.Benchmarks.Parts;

/// <summary>BenchmarkDotNet over the stages; what they may allocate is in budgets.json, which dotnet test checks.</summary>
internal static class Micro
{
    public static void Run(Bench bench, Section section)
    {
        Console.Error.WriteLine($"{section.Title} …");
        // In this process: it is the published program, and no project is built anew.
        Job job = (bench.Options.IsQuick ? Job.Dry : Job.ShortRun.WithIterationCount(9)).WithToolchain(InProcessEmitToolchain.Instance);
        string log = Path.Combine(bench.Options.Folder, "loganalytics-bench", "micro");
        IConfig config = ManualConfig.CreateEmpty().AddJob(job).AddDiagnoser(MemoryDiagnoser.Default).AddColumnProvider(DefaultColumnProviders.Instance)
            .AddLogger(NullLogger.Instance).WithArtifactsPath(log);
        Summary summary = BenchmarkRunner.Run<StageBenchmarks>(config);
        if (Directory.Exists(log))
            Directory.Delete(log, recursive: true);

        using Workloads.Stages stages = new();
        section.Say(string.Create(CultureInfo.InvariantCulture, $"One thread, {stages.Bytes / 1048576.0:0.0} MB of logs in memory: {stages.Rows} rows, {stages.Sessions} sessions. Time is the mean ± its standard error."));
        MarkdownTable table = new("stage", "ns per row", "MB/s", "allocated, bytes per row");
        foreach (BenchmarkReport report in summary.Reports)
        {
            if (report.ResultStatistics is not { } times)
                throw new BenchException($"'{report.BenchmarkCase.Descriptor.WorkloadMethod.Name}' did not run.");
            table.Add(
                // It is in quotes where it has blanks.
                report.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo.Trim('\''),
                string.Create(CultureInfo.InvariantCulture, $"{times.Mean / stages.Rows:0.0} ± {times.StandardError / stages.Rows:0.0}"),
                (stages.Bytes / 1048576.0 / (times.Mean / 1e9)).ToString("#,0", CultureInfo.InvariantCulture),
                ((report.GcStats.GetBytesAllocatedPerOperation(report.BenchmarkCase) ?? 0) / (double)stages.Rows).ToString("0.0", CultureInfo.InvariantCulture));
        }

        section.Add(table);
    }
}
