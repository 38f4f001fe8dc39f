using System.Diagnostics;
using System.Globalization;

namespace LogAnalytics.Benchmarks;

/// <summary>One run in a process of its own.</summary>
public sealed record Measurement(double WallSeconds, double CpuSeconds, double PeakMegabytes, double OutputMegabytes)
{
    public static Measurement Of(string output, Func<string, string[]> arguments)
    {
        if (Directory.Exists(output))
            Directory.Delete(output, recursive: true);
        ProcessStartInfo start = new(Environment.ProcessPath!) { UseShellExecute = false, RedirectStandardOutput = true };
        foreach (string argument in arguments(output))
            start.ArgumentList.Add(argument);
        Stopwatch watch = Stopwatch.StartNew();
        using Process process = Process.Start(start)!;
        string[] lines = process.StandardOutput.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        process.WaitForExit();
        double wall = watch.Elapsed.TotalSeconds;
        if (process.ExitCode != 0)
            throw new InvalidOperationException($"{string.Join(' ', start.ArgumentList)} ended with {process.ExitCode}");
        long bytes = Directory.EnumerateFiles(output, "*", SearchOption.AllDirectories).Sum(path => new FileInfo(path).Length);
        string[] usage = lines[^1].Split(' ');
        return new Measurement(wall, double.Parse(usage[0], CultureInfo.InvariantCulture), double.Parse(usage[1], CultureInfo.InvariantCulture), bytes / 1048576.0);
    }

    /// <summary>The last line of a measured process: its CPU seconds and its peak memory in MB.</summary>
    public static int Report(int exitCode)
    {
        using Process self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Environment.CpuUsage.TotalTime.TotalSeconds} {self.PeakWorkingSet64 / 1048576.0}"));
        return exitCode;
    }
}
