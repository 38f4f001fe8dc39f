using System.Diagnostics;
using LogAnalytics.Benchmarks.Reporting;
using LogAnalytics.Benchmarks.Workloads;
using LogAnalytics.Detection;

namespace LogAnalytics.Evaluation.Parts;

/// <summary>How long the search takes on run-encoded series: five servers, a background, one incident of a server.</summary>
internal static class SpeedPart
{
    public static (string Table, double Small, double Large) Run(bool isQuick)
    {
        var table = new MarkdownTable(["trials", "rows", "runs", "seconds"]);
        // Quick: the largest is a hundredth.
        var (small, large) = (Measure(1_090_000, 0.001, table), Measure(isQuick ? 1_000_000 : 100_000_000, 0.001, table));
        return (table.ToString(), small, large);
    }

    private static double Measure(long trials, double rate, MarkdownTable table)
    {
        var series = RunSeries.Make(trials, rate);
        var watch = Stopwatch.StartNew();
        var found = OnsetSearch.Find(series, new OnsetOptions());
        var seconds = watch.Elapsed.TotalSeconds;
        if (found.Onsets.Count(onset => onset.Severity == OnsetSeverity.Major) != 1)
            throw new InvalidOperationException("The one incident was not found.");
        var invariant = System.Globalization.CultureInfo.InvariantCulture;
        table.Add(trials.ToString("N0", invariant), series.Runs.Count.ToString("N0", invariant), (series.Runs[^1].RunIndex + 1).ToString("N0", invariant), seconds.ToString("F2", invariant));
        return seconds;
    }
}
