using System.Diagnostics;
using LogAnalytics.Benchmarks.Reporting;
using LogAnalytics.Detection;
using LogAnalytics.Evaluation.Mail;
using LogAnalytics.Evaluation.Scoring;

namespace LogAnalytics.Evaluation.Parts;

/// <summary>How long the search takes on run-encoded series: five servers, a background, one incident of a server.</summary>
internal static class SpeedPart
{
    private static readonly string[] Attributes = ["server", "connector", "certificate", "public_address", "starttls", "tls_protocol", "local_address", "sender_domain", "recipient_domain"];

    public static (string Table, double Small, double Large) Run(bool isQuick)
    {
        var table = new MarkdownTable(["trials", "rows", "runs", "seconds"]);
        // Quick: the largest is a hundredth.
        var (small, large) = (Measure(1_090_000, 0.001, table), Measure(isQuick ? 1_000_000 : 100_000_000, 0.001, table));
        return (table.ToString(), small, large);
    }

    private static double Measure(long trials, double rate, MarkdownTable table)
    {
        var series = Make(trials, rate);
        var watch = Stopwatch.StartNew();
        var found = OnsetSearch.Find(series, new OnsetOptions());
        var seconds = watch.Elapsed.TotalSeconds;
        if (found.Onsets.Count(onset => onset.Severity == OnsetSeverity.Major) != 1)
            throw new InvalidOperationException("The one incident was not found.");
        var invariant = System.Globalization.CultureInfo.InvariantCulture;
        table.Add(trials.ToString("N0", invariant), series.Runs.Count.ToString("N0", invariant), (series.Runs[^1].RunIndex + 1).ToString("N0", invariant), seconds.ToString("F2", invariant));
        return seconds;
    }

    /// <summary>The runs at once, without their trials: passes in a geometric number, split over the servers.</summary>
    private static TrialSeries Make(long trials, double rate)
    {
        const int Servers = 5;
        var random = new Random(1);
        List<IReadOnlyList<string?>> cells =
        [
            .. Enumerable.Range(1, Servers).Select(i => (IReadOnlyList<string?>)
                [$"EX0{i}", "Outbound", Farm.OldCertificate, $"192.0.2.{i}", "encrypted", "TLS1_2", $"198.51.100.{i}", "", ""]),
        ];
        var runs = new List<TrialRun>();
        for (var (trial, run) = (0L, 0); trial < trials;)
        {
            // In a fiftieth of the series half of one server's mail fails.
            var isBad = trial > trials / 2 && trial < trials / 2 + trials / 50;
            var passes = 1 + (long)(Math.Log(1 - random.NextDouble()) / Math.Log(1 - (isBad ? 0.1 : rate)));
            for (var server = 0; server < Servers && passes > 0; server++)
            {
                var count = passes / Servers + (server < passes % Servers ? 1 : 0);
                if (count > 0)
                    runs.Add(Row(run, false, server, count, trial + server, trial + passes - 1));
            }
            trial += passes;
            runs.Add(Row(run + 1, true, isBad ? 1 : random.Next(Servers), 1, trial, trial));
            trial++;
            run += 2;
        }
        return new TrialSeries("speed", Attributes, cells, runs);
    }

    private static TrialRun Row(int run, bool failed, int cell, long count, long first, long last) =>
        new(run, failed, cell, count, first, Math.Max(first, last), first * 1_000_000, Math.Max(first, last) * 1_000_000);
}
