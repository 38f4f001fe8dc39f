using System.Diagnostics;
using System.Globalization;
using LogAnalytics.Benchmarks.Engines;

namespace LogAnalytics.Benchmarks.Processes;

/// <summary>What runs in a measured process.</summary>
internal static class ChildProgram
{
    public const string Verb = "measured";

    public static async Task<int> RunAsync(string[] args)
    {
        int exitCode = args switch
        {
            ["ours", .. string[] arguments] => await LogAnalytics.Cli.Program.RunAsync(arguments, TimeProvider.System, ownsProcess: true),
            ["peer", string sql, string logs, string output, string threads] => Peer.Convert(sql, logs, output, threads),
            ["read", string logs, string threads] => FileReading.Read(logs, int.Parse(threads, CultureInfo.InvariantCulture), isHashed: false),
            ["hash", string logs, string threads] => FileReading.Read(logs, int.Parse(threads, CultureInfo.InvariantCulture), isHashed: true),
            ["query-peer", string queries, string data, string threads] => QueryTimes.OverFiles(queries, data, threads),
            ["query-lake", string lake, string threads] => QueryTimes.OverLake(lake, int.Parse(threads, CultureInfo.InvariantCulture)),
            _ => throw new ArgumentException(string.Join(' ', args)),
        };
        // The last line: CPU seconds (user and system) and peak memory in MB, of the whole process and all of its native threads.
        using Process self = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{Environment.CpuUsage.TotalTime.TotalSeconds} {self.PeakWorkingSet64 / 1048576.0}"));
        return exitCode;
    }
}
