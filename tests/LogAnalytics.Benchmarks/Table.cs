using System.Globalization;

namespace LogAnalytics.Benchmarks;

/// <summary>Medians with their spread, and ratios; the firmest figure on a noisy machine is CPU time.</summary>
public static class Table
{
    public static void Print(long bytes, IReadOnlyList<Measurement> peer, IReadOnlyList<Measurement> ours)
    {
        double megabytes = bytes / 1048576.0;
        Console.WriteLine("| | DuckDB CSV → Parquet, tuned | loganalytics convert | ratio |");
        Console.WriteLine("|---|---|---|---|");
        Row("MB/s", peer, ours, run => megabytes / run.WallSeconds);
        Row("wall, s", peer, ours, run => run.WallSeconds);
        Row("CPU, s", peer, ours, run => run.CpuSeconds);
        Row("peak memory, MB", peer, ours, run => run.PeakMegabytes);
        Row("output, MB", peer, ours, run => run.OutputMegabytes);
    }

    private static void Row(string label, IReadOnlyList<Measurement> peer, IReadOnlyList<Measurement> ours, Func<Measurement, double> value)
    {
        string ratio = (Median(ours, value) / Median(peer, value)).ToString("0.00", CultureInfo.InvariantCulture);
        Console.WriteLine($"| {label} | {Show(peer, value)} | {Show(ours, value)} | {ratio} |");
    }

    private static string Show(IReadOnlyList<Measurement> runs, Func<Measurement, double> value) => string.Create(
        CultureInfo.InvariantCulture, $"{Median(runs, value):0.#} ({runs.Min(value):0.#}–{runs.Max(value):0.#})");

    private static double Median(IReadOnlyList<Measurement> runs, Func<Measurement, double> value)
    {
        double[] sorted = [.. runs.Select(value).Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
