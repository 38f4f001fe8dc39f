using System.Diagnostics;
using LogAnalytics.Benchmarks.Options;
using LogAnalytics.Benchmarks.Processes;
using LogAnalytics.Benchmarks.Reporting;
using LogAnalytics.Benchmarks.Sets;

namespace LogAnalytics.Benchmarks.Parts;

/// <summary>What a user waits for before anything happens: the published tool itself.</summary>
internal static class Startup
{
    private const long TinyBytes = 100 << 10;

    // A moment each, so many are cheap.
    private const int Starts = 11;

    private sealed record Ending(double Wall, double? Cpu);

    public static void Run(Bench bench, Section section)
    {
        LogSet tiny = bench.Sets.Get(SetShape.Tiny, TinyBytes);
        string lake = bench.Output("lake");
        MarkdownTable table = new("", "wall, s", "CPU, s");
        foreach ((string label, string[] arguments) in new (string, string[])[]
        {
            ("loganalytics --help", ["--help"]),
            ($"loganalytics convert, {tiny.Bytes >> 10} KB in {tiny.Files} files", ["convert", tiny.Folder, "--lake", lake, "--quiet"]),
        })
        {
            Ending[] runs = [.. Enumerable.Range(0, bench.Options.IsQuick ? 1 : Starts).Select(_ => Start(arguments, lake))];
            table.Add(label, Spread.Of(runs.Select(run => run.Wall)).ToString(), runs.Any(run => run.Cpu is null) ? "–" : Spread.Of(runs.Select(run => run.Cpu!.Value)).ToString());
        }

        section.Say("The executable as it is published, from the start of the process to its end.");
        section.Add(table);
        bench.RemoveOutput();
    }

    private static Ending Start(string[] arguments, string lake)
    {
        if (Directory.Exists(lake))
            Directory.Delete(lake, recursive: true);
        string tool = Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "loganalytics.exe" : "loganalytics");
        double? before = ChildUsage.CpuSeconds();
        Stopwatch watch = Stopwatch.StartNew();
        using Process process = Process.Start(new ProcessStartInfo(tool, arguments) { RedirectStandardOutput = true })!;
        process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        double wall = watch.Elapsed.TotalSeconds;
        return process.ExitCode == 0
            ? new Ending(wall, ChildUsage.CpuSeconds() - before)
            : throw new BenchException($"'loganalytics {string.Join(' ', arguments)}' ended with {process.ExitCode}.");
    }
}
