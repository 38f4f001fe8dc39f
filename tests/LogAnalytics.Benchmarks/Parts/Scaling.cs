using System.Globalization;
using LogAnalytics.Benchmarks.Processes;
using LogAnalytics.Benchmarks.Reporting;
using LogAnalytics.Benchmarks.Sets;
using LogAnalytics.Cli.Options;

namespace LogAnalytics.Benchmarks.Parts;

/// <summary>Time per GB and memory over sizes, threads, shapes of files, and cold files.</summary>
internal static class Scaling
{
    public static void Run(Bench bench, Section section)
    {
        MarkdownTable table = new("logs", "threads", "wall, s per GB", "CPU, s per GB", "peak memory, MB");
        int threads = bench.Options.Threads;
        foreach (long size in bench.Options.ScalingSizes)
        {
            foreach (int count in threads == 1 ? [1] : new[] { 1, threads })
                Add(bench, section, table, SetShape.Usual, size, count, "");
            Drop(bench, SetShape.Usual, size);
        }

        long middle = bench.Options.ScalingSizes[1];
        foreach (SetShape shape in new[] { SetShape.FewLarge, SetShape.ManySmall })
        {
            Add(bench, section, table, shape, middle, threads, shape == SetShape.FewLarge ? ", few large files" : ", many small files");
            Drop(bench, shape, middle);
        }

        section.Say($"`loganalytics convert`, {bench.Rounds}: median (least–most). Logs and lake below {bench.Options.Folder}.");
        section.Add(table);
        AddCold(bench, section, middle);
        bench.RemoveOutput();
    }

    private static void Add(Bench bench, Section section, MarkdownTable table, SetShape shape, long size, int threads, string remark)
    {
        if (!bench.Sets.HasRoom(size * 5 / 4))
        {
            table.Add($"{SizeText.Show(size)}{remark}", $"{threads}", "no room", "–", "–");
            return;
        }

        LogSet logs = bench.Sets.Get(shape, size);
        Console.Error.WriteLine($"{section.Title}: {SizeText.Show(size)}{remark}, {threads} threads …");
        Runs runs = new("");
        for (int round = 0; round < bench.Options.Rounds; round++)
            runs.Add(bench.Ours(logs, bench.Output("lake"), threads));
        string label = string.Create(CultureInfo.InvariantCulture, $"{SizeText.Show(logs.Bytes)} in {logs.Files} files{remark}");
        table.Add(label, $"{threads}", PerGigabyte(runs, logs, run => run.WallSeconds), PerGigabyte(runs, logs, run => run.CpuSeconds), runs.Peak.ToString());
    }

    // The lake lies in the folder in both rows, so that only the reading differs.
    private static void AddCold(Bench bench, Section section, long size)
    {
        LogSet cold = bench.DiskSets.Get(SetShape.Usual, size), warm = bench.Sets.Get(SetShape.Usual, size);
        Runs oursCold = new("loganalytics convert, cold"), readCold = new("reading the files, cold"), oursWarm = new("loganalytics convert, in memory"), readWarm = new("reading the files, in memory");
        for (int round = 0; round < bench.Options.Rounds; round++)
        {
            if (!PageCache.Drop(LogSet.LogsIn(cold.Folder)))
            {
                section.Say("Cold files were not measured: the system offers no way to drop them from memory.");
                return;
            }

            Console.Error.WriteLine($"{section.Title}: cold files, round {round + 1} of {bench.Options.Rounds} …");
            readCold.Add(bench.Reading(cold, isHashed: false));
            PageCache.Drop(LogSet.LogsIn(cold.Folder));
            oursCold.Add(bench.Ours(cold, bench.Output("lake")));
            oursWarm.Add(bench.Ours(warm, bench.Output("lake")));
            readWarm.Add(bench.Reading(warm, isHashed: false));
        }

        section.Say($"The same logs ({SizeText.Show(cold.Bytes)}) below {bench.Options.Disk} (disk), dropped from memory before each run, and below {bench.Options.Folder}:");
        section.Add(Runs.Table(cold, readCold, oursCold, oursWarm, readWarm));
        Spread slower = Spread.OfRatios(oursCold.Values(run => run.WallSeconds), readCold.Values(run => run.WallSeconds).Zip(oursWarm.Values(run => run.WallSeconds), Math.Max));
        section.Say($"Cold conversion ÷ the slower of what the disk gives and of conversion in memory: {slower}.");
    }

    private static string PerGigabyte(Runs runs, LogSet logs, Func<Measurement, double> value) => Spread.Of(runs.Values(value).Select(seconds => seconds / logs.Gigabytes)).ToString();

    // Sets of other parts are written again if they come later; three of them at once need too much room.
    private static void Drop(Bench bench, SetShape shape, long size)
    {
        if (!bench.Options.Keeps)
            bench.Sets.Remove(shape, size);
    }
}
