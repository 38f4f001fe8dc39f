using System.Diagnostics;
using System.Globalization;
using LogAnalytics.Benchmarks.Engines;
using LogAnalytics.Benchmarks.Options;

namespace LogAnalytics.Benchmarks.Processes;

/// <summary>Starts this program again for one run.</summary>
internal static class MeasuredProcess
{
    /// <param name="output">Emptied before the run; null for a run without output.</param>
    public static Measurement Run(string? output, params string[] arguments)
    {
        if (output is not null && Directory.Exists(output))
            Directory.Delete(output, recursive: true);
        ProcessStartInfo start = new(Environment.ProcessPath!, [ChildProgram.Verb, .. arguments]) { UseShellExecute = false, RedirectStandardOutput = true };
        Stopwatch watch = Stopwatch.StartNew();
        using Process process = Process.Start(start)!;
        string[] lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        double wall = watch.Elapsed.TotalSeconds;
        if (process.ExitCode != 0)
            throw new BenchException($"'{string.Join(' ', arguments)}' ended with {process.ExitCode}.");
        double[] usage = [.. lines[^1].Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
        double megabytes = output is null ? 0 : TableSizes.Of(output).Values.Sum() / 1048576.0;
        return new Measurement(wall, usage[0], usage[1], megabytes) { Lines = lines[..^1] };
    }
}
