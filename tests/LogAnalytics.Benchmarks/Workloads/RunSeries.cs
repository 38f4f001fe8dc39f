using LogAnalytics.Detection;

namespace LogAnalytics.Benchmarks.Workloads;

/// <summary>A run-encoded series of any length, made without its trials: five servers, a background, one incident of a server.</summary>
internal static class RunSeries
{
    private const int Servers = 5;

    private static readonly string[] _attributes =
        ["server", "connector", "certificate", "public_address", "starttls", "tls_protocol", "local_address", "sender_domain", "recipient_domain"];

    /// <param name="trials">Passes come in geometric numbers, split over the servers.</param>
    /// <param name="rate">Of the background; in a fiftieth of the series half of one server's mail fails.</param>
    public static TrialSeries Make(long trials, double rate)
    {
        Random random = new(1);
        List<IReadOnlyList<string?>> cells =
        [
            .. Enumerable.Range(1, Servers).Select(i => (IReadOnlyList<string?>)
                [$"EX0{i}", "Outbound", "7A3F0C", $"192.0.2.{i}", "encrypted", "TLS1_2", $"198.51.100.{i}", "", ""]),
        ];
        List<TrialRun> runs = [];
        for ((long trial, int run) = (0L, 0); trial < trials;)
        {
            bool isBad = trial > trials / 2 && trial < trials / 2 + trials / 50;
            long passes = 1 + (long)(Math.Log(1 - random.NextDouble()) / Math.Log(1 - (isBad ? 0.1 : rate)));
            for (int server = 0; server < Servers && passes > 0; server++)
            {
                long count = passes / Servers + (server < passes % Servers ? 1 : 0);
                if (count > 0)
                    runs.Add(Row(run, false, server, count, trial + server, trial + passes - 1));
            }

            trial += passes;
            runs.Add(Row(run + 1, true, isBad ? 1 : random.Next(Servers), 1, trial, trial));
            trial++;
            run += 2;
        }

        return new TrialSeries("speed", _attributes, cells, runs);
    }

    private static TrialRun Row(int run, bool failed, int cell, long count, long first, long last) =>
        new(run, failed, cell, count, first, Math.Max(first, last), first * 1_000_000, Math.Max(first, last) * 1_000_000);
}
