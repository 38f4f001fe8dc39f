using System.Runtime.InteropServices;

namespace LogAnalytics.Benchmarks.Processes;

/// <summary>CPU time of the processes that this one has started and that have ended.</summary>
internal static class ChildUsage
{
    private const int Children = -1;

    /// <summary>User and system; null where the system does not tell.</summary>
    public static double? CpuSeconds()
    {
        if (!OperatingSystem.IsLinux() || !Environment.Is64BitProcess)
            return null;
        // struct rusage: user and system time as seconds and microseconds, then 14 numbers.
        long[] usage = new long[18];
        return GetResourceUsage(Children, usage) == 0 ? usage[0] + usage[2] + ((usage[1] + usage[3]) / 1e6) : null;
    }

    [DllImport("libc", EntryPoint = "getrusage")]
    private static extern int GetResourceUsage(int who, long[] usage);
}
