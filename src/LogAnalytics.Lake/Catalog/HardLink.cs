using System.Runtime.InteropServices;

namespace LogAnalytics.Lake.Catalog;

/// <summary>A second name for a file; .NET has no call for it.</summary>
internal static class HardLink
{
    /// <returns>False where the file system cannot, or the two places are not on one.</returns>
    public static bool TryCreate(string target, string source) =>
        OperatingSystem.IsWindows() ? CreateHardLink(target, source, IntPtr.Zero) : Link(source, target) == 0;

    [DllImport("kernel32.dll", EntryPoint = "CreateHardLinkW", CharSet = CharSet.Unicode)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    [return: MarshalAs(UnmanagedType.Bool)]
    private static extern bool CreateHardLink(string target, string source, IntPtr security);

    [DllImport("libc", EntryPoint = "link", BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Link([MarshalAs(UnmanagedType.LPUTF8Str)] string source, [MarshalAs(UnmanagedType.LPUTF8Str)] string target);
}
