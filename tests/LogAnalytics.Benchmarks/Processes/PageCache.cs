using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace LogAnalytics.Benchmarks.Processes;

/// <summary>Makes files cold: their pages leave memory, those of everything else stay. Needs no rights, unlike dropping all caches.</summary>
internal static class PageCache
{
    private const int DontNeed = 4;

    /// <returns>False where the system offers no such call.</returns>
    public static bool Drop(IEnumerable<string> files)
    {
        if (!OperatingSystem.IsLinux())
            return false;
        foreach (string path in files)
        {
            using SafeFileHandle file = File.OpenHandle(path, access: FileAccess.ReadWrite);
            // Pages that are not written yet cannot leave.
            RandomAccess.FlushToDisk(file);
            if (Advise(file, 0, 0, DontNeed) != 0)
                return false;
        }

        return true;
    }

    [DllImport("libc", EntryPoint = "posix_fadvise")]
    private static extern int Advise(SafeFileHandle file, long offset, long length, int advice);
}
