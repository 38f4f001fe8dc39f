using System.Globalization;
using LogAnalytics.Benchmarks.Options;
using LogAnalytics.Benchmarks.Processes;
using LogAnalytics.Benchmarks.Reporting;
using LogAnalytics.Benchmarks.Sets;

namespace LogAnalytics.Benchmarks.Parts;

/// <summary>A long result as CSV: rows per second, and memory.</summary>
internal static class Export
{
    public static void Run(Bench bench, Section section)
    {
        LogSet logs = bench.Sets.Get(SetShape.Usual, bench.Options.QuerySize);
        // The tables, and a little more CSV than there were logs.
        bench.Sets.RequireRoom(logs.Bytes * 2);
        Console.Error.WriteLine($"{section.Title} …");
        string lake = bench.Output("lake"), csv = bench.Output("events.csv");
        bench.Ours(logs, lake);
        Runs runs = new("query --format csv");
        long rows = 0, bytes = 0;
        for (int round = 0; round < bench.Options.Rounds; round++)
        {
            runs.Add(MeasuredProcess.Run(null, "ours", "query", "--lake", lake, "SELECT * FROM events", "--format", "csv", "--output", csv, "--quiet", "--threads", bench.Threads));
            (rows, bytes) = Measure(csv);
            File.Delete(csv);
        }

        if (rows == 0)
            throw new BenchException("no row was exported");
        section.Say(string.Create(CultureInfo.InvariantCulture, $"`SELECT * FROM events` as CSV, {rows:N0} rows, {bytes / 1048576.0:N0} MB; {bench.Rounds}: median (least–most)."));
        MarkdownTable table = new("", "wall, s", "million rows/s", "CPU, s", "million rows/CPU s", "peak memory, MB");
        table.Add(
            runs.Name, runs.Wall.ToString(), Spread.Of(runs.Values(run => rows / 1e6 / run.WallSeconds)).ToString(), runs.Cpu.ToString(),
            Spread.Of(runs.Values(run => rows / 1e6 / run.CpuSeconds)).ToString(), runs.Peak.ToString());
        section.Add(table);
        bench.RemoveOutput();
    }

    // Lines below the heading: no value of these logs has a line end in it.
    private static (long Rows, long Bytes) Measure(string path)
    {
        using FileStream stream = File.OpenRead(path);
        byte[] buffer = new byte[1 << 20];
        long lines = 0;
        for (int read = stream.Read(buffer); read > 0; read = stream.Read(buffer))
            lines += buffer.AsSpan(0, read).Count((byte)'\n');
        return (lines - 1, stream.Length);
    }
}
