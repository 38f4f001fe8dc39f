using System.Globalization;
using LogAnalytics.Benchmarks.Engines;
using LogAnalytics.Benchmarks.Options;
using LogAnalytics.Benchmarks.Reporting;
using LogAnalytics.Benchmarks.Sets;
using LogAnalytics.Cli.Options;

namespace LogAnalytics.Benchmarks.Parts;

/// <summary>Ours with everything on, the peer tuned and as it comes, and what hashing costs.</summary>
internal static class Comparison
{
    private const long MostPlainBytes = 512 << 20;

    public static void Run(Bench bench, Section section)
    {
        LogSet logs = bench.Sets.Get(SetShape.Usual, bench.Options.Size);
        bench.Sets.RequireRoom(logs.Bytes / 2);
        Runs tuned = new("DuckDB CSV → Parquet, tuned"), typed = new("DuckDB CSV → Parquet, columns given"), plain = new("DuckDB CSV → Parquet, out of the box");
        Runs ours = new("loganalytics convert"), read = new("reading the files, nothing else"), hash = new("reading and SHA-256, nothing else");
        string lake = bench.Output("lake");
        for (int round = 0; round < bench.Options.Rounds; round++)
        {
            Console.Error.WriteLine($"{section.Title}: round {round + 1} of {bench.Options.Rounds} …");
            // Alternately, so that a noisy neighbour meets all; and not always in the same order.
            Action[] contestants =
            [
                () => tuned.Add(bench.Peer("tuned", logs)), () => ours.Add(bench.Ours(logs, lake)), () => typed.Add(bench.Peer("typed", logs)),
                () => hash.Add(bench.Reading(logs, isHashed: true)), () => read.Add(bench.Reading(logs, isHashed: false)),
            ];
            foreach (Action contestant in round % 2 == 0 ? contestants : contestants.Reverse())
                contestant();
        }

        // It looks at every file before it reads it: a hundred seconds for a gigabyte, so once, and not for more.
        bool isPlainRun = logs.Bytes <= MostPlainBytes;
        if (isPlainRun)
            plain.Add(bench.Peer("plain", logs));
        Runs[] peers = isPlainRun ? [tuned, typed, plain] : [tuned, typed];

        string rows = SameRows([ours, .. peers]);
        section.Say(string.Create(CultureInfo.InvariantCulture, $"""
            {SizeText.Show(logs.Bytes)} of logs in {logs.Files} files, {bench.Rounds}, each run in a process of its own: median (least–most).
            MB and GB are powers of two. loganalytics does everything: sessions, messages, recipients, line provenance, SHA-256 of every byte, accounts;
            of its lake the tables count as output, not `_state`. The peer writes nine flat columns; out of the box (one run, of up to
            {SizeText.Show(MostPlainBytes)}) it also finds out by itself what the columns are. All have written the same number of rows, {rows}.
            """));
        section.Add(Runs.Table(logs, [.. peers, ours, read, hash]));
        section.Add(Runs.Ratios(ours, peers));
        SayHashing(section, logs, ours, tuned, Difference(hash, read));
        SayTables(section, lake);
        bench.RemoveOutput();
    }

    // Who leaves rows out is no match.
    private static string SameRows(params Runs[] contestants)
    {
        string[] rows = [.. contestants.SelectMany(runs => runs.RowsWritten).Distinct()];
        return rows.Length == 1 ? rows[0] : throw new BenchException($"not all have written the same number of rows: {string.Join(", ", rows)}");
    }

    private static double[] Difference(Runs a, Runs b) =>
        [.. a.Values(run => run.CpuSeconds).Zip(b.Values(run => run.CpuSeconds), (one, other) => one - other)];

    private static void SayHashing(Section section, LogSet logs, Runs ours, Runs tuned, double[] hashing)
    {
        double[] without = [.. ours.Values(run => run.CpuSeconds).Zip(hashing, (all, part) => all - part)];
        section.Say($"""
            SHA-256 of every input byte takes {Spread.Of(hashing.Select(seconds => seconds / logs.Gigabytes))} CPU s per GB (the last two rows, less each other), done by loganalytics alone.
            Less that, its CPU time is {Spread.Of(without)} s: {Spread.OfRatios(without, tuned.Values(run => run.CpuSeconds)).AsRatio()} of the tuned peer's.
            """);
    }

    private static void SayTables(Section section, string lake)
    {
        SortedDictionary<string, long> sizes = TableSizes.Of(lake);
        MarkdownTable table = new("table", "MB", "share");
        foreach ((string name, long bytes) in sizes.OrderByDescending(entry => entry.Value))
            table.Add(name, (bytes / 1048576.0).ToString("0.00", CultureInfo.InvariantCulture), (bytes / (double)sizes.Values.Sum()).ToString("P1", CultureInfo.InvariantCulture));
        section.Say("Output of loganalytics by table:");
        section.Add(table);
    }
}
