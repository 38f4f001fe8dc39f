using System.CommandLine;
using System.CommandLine.Parsing;
using LogAnalytics.Benchmarks.Parts;
using LogAnalytics.Benchmarks.Reporting;
using LogAnalytics.Cli.Options;

namespace LogAnalytics.Benchmarks.Options;

/// <summary>The command line: help, checks, and what a failure ends with.</summary>
internal static class BenchCommand
{
    private const int Done = 0;
    private const int Failed = 1;
    private const int Usage = 2;

    // In memory where that is to be had: the disk is measured apart.
    private const string MemoryFolder = "/dev/shm";

    public static int Run(string[] args)
    {
        RootCommand root = new("""
            Measures loganalytics against DuckDB's own CSV reader on generated logs, alternately in one run, every run in a
            process of its own, and prints Markdown tables: medians with their spread, and ratios of paired runs.

            Parts: comparison, sorted, queries, startup and lossless are run unless some are named. Needs room for 1.5 times
            --size in --folder (lossless: 2.5 times; scaling: 2.5 times, the largest set is twice --size).

            Example: tests/LogAnalytics.Benchmarks/run --size 2G --rounds 3 --queries --scaling
            """);
        Option<long> size = Size("--size", "Logs to generate; queries use half of it, scaling an eighth, a half and the double.", "4G");
        Option<long> sortedSize = Size("--sorted-size", "Logs for the peer that sorts, which takes long and much memory.", "a quarter of --size");
        Option<int> rounds = Positive("--rounds", "Runs of each; the peer that sorts has one.", $"{BenchOptions.DefaultRounds}");
        Option<int> threads = Positive("--threads", "Threads for every engine.", "all cores");
        Option<int> sessions = Positive("--sessions", "Analysis: sessions in the largest lake; the others have a tenth and a hundredth.", $"{BenchOptions.DefaultSessions}");
        Option<string?> folder = new("--folder") { Description = $"Where logs and tables are written and removed again; default {MemoryFolder} (memory) if it is there.", HelpName = "DIR" };
        Option<string?> disk = new("--disk") { Description = "Scaling, analysis: folder on a disk, for cold files and large lakes; default: the temporary folder.", HelpName = "DIR" };
        Option<bool> quick = new("--quick") { Description = "All parts on little data, once: shows that the benchmark works, not how fast anything is." };
        Option<bool> all = new("--all") { Description = "All parts." };
        Option<bool> keep = new("--keep") { Description = "Leave the generated logs for the next run with this folder." };
        Option<bool> save = new("--save") { Description = "Write the tables to Results/<cpu>.md too, in place of those of the same parts." };
        Dictionary<string, Option<bool>> parts = Part.All.ToDictionary(part => part.Name, part => new Option<bool>("--" + part.Name) { Description = part.Description });
        foreach (Option option in new Option[] { size, sortedSize, rounds, threads, sessions, folder, disk, quick, all, keep, save }.Concat(parts.Values))
            root.Options.Add(option);
        root.SetAction(parse =>
        {
            bool isQuick = parse.GetValue(quick);
            string[] named = [.. parts.Where(part => parse.GetValue(part.Value)).Select(part => part.Key)];
            long bytes = parse.GetResult(size) is null ? isQuick ? BenchOptions.QuickSize : BenchOptions.DefaultSize : parse.GetValue(size);
            return Run(new BenchOptions
            {
                Parts = named.Length > 0 ? named : [.. Part.All.Where(part => part.IsUsual || isQuick || parse.GetValue(all)).Select(part => part.Name)],
                Size = bytes,
                SortedSize = parse.GetResult(sortedSize) is null ? bytes / 4 : parse.GetValue(sortedSize),
                Rounds = parse.GetResult(rounds) is null ? isQuick ? 1 : BenchOptions.DefaultRounds : parse.GetValue(rounds),
                Threads = parse.GetResult(threads) is null ? Environment.ProcessorCount : parse.GetValue(threads),
                Sessions = parse.GetResult(sessions) is null ? isQuick ? BenchOptions.QuickSessions : BenchOptions.DefaultSessions : parse.GetValue(sessions),
                Folder = Path.GetFullPath(parse.GetValue(folder) ?? (Directory.Exists(MemoryFolder) ? MemoryFolder : Path.GetTempPath())),
                Disk = Path.GetFullPath(parse.GetValue(disk) ?? Path.GetTempPath()),
                IsQuick = isQuick,
                Keeps = parse.GetValue(keep),
                Saves = parse.GetValue(save),
            });
        });

        ParseResult parse = root.Parse(args);
        foreach (ParseError error in parse.Errors)
            Console.Error.WriteLine("benchmark: " + error.Message);
        if (parse.Errors.Count == 0)
            return parse.Invoke();
        Console.Error.WriteLine("benchmark: see --help");
        return Usage;
    }

    private static int Run(BenchOptions options)
    {
        try
        {
            using Bench bench = new(options);
            // What lies in memory must not stay there.
            Console.CancelKeyPress += (_, _) => bench.Dispose();
            Console.WriteLine(bench.Machine.Description + "\n");
            List<Section> sections = [];
            foreach (Part part in Part.All.Where(part => options.Parts.Contains(part.Name)))
            {
                Section section = new(part.Title, bench.Machine);
                part.Run(bench, section);
                Console.WriteLine(section.Shown);
                sections.Add(section);
                if (options.Saves)
                    ResultFile.Save(bench.Machine.Cpu, sections);
            }

            return Done;
        }
        catch (Exception e) when (e is BenchException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine("benchmark: " + e.Message);
            return Failed;
        }
    }

    private static Option<long> Size(string name, string description, string otherwise) => new(name)
    {
        Description = $"{description} 512M, 4G; default {otherwise}.",
        HelpName = "SIZE",
        CustomParser = result =>
        {
            if (SizeText.TryParse(result.Tokens[0].Value, out long bytes) && bytes >= 1 << 20)
                return bytes;
            result.AddError($"{name} '{result.Tokens[0].Value}' is no size of at least 1M. Write 512M or 4G.");
            return 0;
        },
    };

    private static Option<int> Positive(string name, string description, string otherwise)
    {
        Option<int> option = new(name) { Description = $"{description} Default {otherwise}.", HelpName = "N" };
        option.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError($"{name} must be at least 1.");
        });
        return option;
    }
}
