using LogAnalytics.Benchmarks.Processes;
using LogAnalytics.Benchmarks.Reporting;

namespace LogAnalytics.Benchmarks.Parts;

/// <summary><c>analyze</c> of a whole lake against tasks that work out parts of it and the analysis that puts them together.</summary>
internal static class Partials
{
    private const int Shards = 4;

    public static void Run(Bench bench, Section section)
    {
        long sessions = bench.Options.AnalysisSizes[^1];
        string lake = bench.AnalysisLake.Get(sessions), plan = bench.AnalysisLake.Plan(lake, Shards);
        Console.Error.WriteLine($"{section.Title}: about {sessions:N0} sessions …");
        Runs whole = new("analyze"), slowest = new($"partial, the slowest of {Shards} tasks"), rest = new("analyze --manifest");
        for (int round = 0; round < bench.Options.Rounds; round++)
        {
            whole.Add(Analyze("whole"));
            RemoveParts(lake);
            Measurement[] tasks = [.. Enumerable.Range(1, Shards).Select(shard => MeasuredProcess.Run(
                null, "ours", "partial", "--manifest", plan, "--shard", $"{shard}/{Shards}", "--lake", lake, "--quiet", "--threads", bench.Threads))];
            slowest.Add(tasks.MaxBy(task => task.WallSeconds)!);
            rest.Add(Analyze("parts", "--manifest", plan));
        }

        section.Say($"About {sessions:N0} sessions of {bench.AnalysisLake.ServersOf(lake)} servers, one process after the other, {bench.Rounds}: median (least–most).");
        MarkdownTable table = new("", "wall, s", "CPU, s", "peak memory, MB");
        foreach (Runs runs in new[] { whole, slowest, rest })
            table.Add(runs.Name, runs.Wall.ToString(), runs.Cpu.ToString(), runs.Peak.ToString());
        table.Add("analyze --manifest ÷ analyze", Ratio(run => run.WallSeconds), Ratio(run => run.CpuSeconds), Ratio(run => run.PeakMegabytes));
        section.Add(table);
        bench.RemoveOutput();

        Measurement Analyze(string name, params string[] more)
        {
            string output = bench.Output(name);
            return MeasuredProcess.Run(output, ["ours", "analyze", "--lake", lake, "--out", output, "--quiet", "--threads", bench.Threads, .. more]);
        }

        string Ratio(Func<Measurement, double> value) => Spread.OfRatios(rest.Values(value), whole.Values(value)).AsRatio();
    }

    private static void RemoveParts(string lake)
    {
        foreach (string folder in Directory.GetDirectories(Path.Combine(lake, "_shards"), "partials-*", SearchOption.AllDirectories))
            Directory.Delete(folder, recursive: true);
    }
}
