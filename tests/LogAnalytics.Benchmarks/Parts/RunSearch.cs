using System.Diagnostics;
using System.Globalization;
using LogAnalytics.Benchmarks.Reporting;
using LogAnalytics.Benchmarks.Workloads;
using LogAnalytics.Detection;

namespace LogAnalytics.Benchmarks.Parts;

/// <summary>The search alone, over run-encoded series: what is left of an analysis when SQL is done.</summary>
internal static class RunSearch
{
    /// <summary>Relay messages with an outcome in a session, as sample logs have them, rounded up.</summary>
    private const int TrialsPerSession = 2;

    private const double BackgroundRate = 0.001;

    public static void Run(Bench bench, Section section)
    {
        section.Say($"The search over run-encoded series, in this process, once: {TrialsPerSession} trials a session, one in a thousand failing, and one incident. Memory is what the process holds after it, the series included.");
        MarkdownTable table = new("sessions", "trials", "rows", "runs", "wall, s", "CPU, s", "memory, MB");
        foreach (long sessions in bench.Options.SearchSizes)
        {
            Console.Error.WriteLine($"{section.Title}: {sessions:N0} sessions …");
            TrialSeries series = RunSeries.Make(sessions * TrialsPerSession, BackgroundRate);
            using Process process = Process.GetCurrentProcess();
            TimeSpan cpu = process.TotalProcessorTime;
            Stopwatch watch = Stopwatch.StartNew();
            OnsetSearchResult found = OnsetSearch.Find(series, new OnsetOptions());
            double wall = watch.Elapsed.TotalSeconds;
            process.Refresh();
            if (found.Onsets.Count(onset => onset.Severity == OnsetSeverity.Major) != 1)
                throw new Options.BenchException("the one incident of the series was not found.");
            table.Add(
                Count(sessions), Count(sessions * TrialsPerSession), Count(series.Runs.Count), Count(series.Runs[^1].RunIndex + 1),
                Seconds(wall), Seconds((process.TotalProcessorTime - cpu).TotalSeconds), Count(process.WorkingSet64 >> 20));
        }

        section.Add(table);
    }

    private static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static string Seconds(double seconds) => seconds.ToString("0.00", CultureInfo.InvariantCulture);
}
