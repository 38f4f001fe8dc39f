using System.Runtime.InteropServices;

namespace LogAnalytics.Cli;

/// <summary>
/// Lakes and results hold who wrote to whom: whatever the umask says, others than owner and group get no right to what is made from here
/// on, and the group none to write. On Windows files have the rights of their folder.
/// </summary>
internal static class PrivateFiles
{
    // rwxr-x---
    private const uint Withheld = 0b000_010_111;

    public static void Begin()
    {
        if (OperatingSystem.IsWindows())
            return;
        // The old one is only told in return for a new one.
        uint old = Umask(Withheld);
        _ = Umask(old | Withheld);
    }

    [DllImport("libc", EntryPoint = "umask")]
    private static extern uint Umask(uint mask);
}
