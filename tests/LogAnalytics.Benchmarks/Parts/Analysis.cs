using System.Globalization;
using LogAnalytics.Benchmarks.Processes;
using LogAnalytics.Benchmarks.Reporting;
using LogAnalytics.Benchmarks.Sets;
using LogAnalytics.Reports.Findings;

namespace LogAnalytics.Benchmarks.Parts;

/// <summary><c>analyze</c> over growing lakes: time, memory, and where the time goes.</summary>
internal static class Analysis
{
    private sealed record Size(string Label, Runs Runs, IReadOnlyDictionary<string, double> Stages);

    public static void Run(Bench bench, Section section)
    {
        List<Size> sizes = [.. bench.Options.AnalysisSizes.Select(sessions => Measure(bench, section, sessions))];
        section.Say($"`loganalytics analyze`, {bench.Rounds}: median (least–most), seconds. The stages are those of the last round.");
        MarkdownTable table = new(["sessions", .. sizes.Select(size => size.Label)]);
        table.Add(["wall, s", .. sizes.Select(size => size.Runs.Wall.ToString())]);
        table.Add(["CPU, s", .. sizes.Select(size => size.Runs.Cpu.ToString())]);
        table.Add(["peak memory, MB", .. sizes.Select(size => size.Runs.Peak.ToString())]);
        foreach (string stage in sizes[^1].Stages.Keys)
            table.Add([stage, .. sizes.Select(size => size.Stages.GetValueOrDefault(stage).ToString("0.000", CultureInfo.InvariantCulture))]);
        section.Add(table);
        bench.RemoveOutput();
    }

    private static Size Measure(Bench bench, Section section, long sessions)
    {
        string lake = bench.AnalysisLake.Get(sessions);
        Console.Error.WriteLine($"{section.Title}: about {sessions:N0} sessions …");
        string output = bench.Output("analysis");
        Runs runs = new("");
        for (int round = 0; round < bench.Options.Rounds; round++)
            runs.Add(MeasuredProcess.Run(output, "ours", "analyze", "--lake", lake, "--out", output, "--quiet", "--threads", bench.Threads));
        RunRecord record = FindingsJson.Read<RunRecord>(File.ReadAllText(Path.Combine(output, "run.json")));
        return new Size(record.Counts["sessions"].ToString("N0", CultureInfo.InvariantCulture), runs, record.TimingsSeconds);
    }
}
