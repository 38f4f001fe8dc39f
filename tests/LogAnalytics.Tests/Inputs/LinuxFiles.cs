using System.Runtime.InteropServices;
using System.Text;

namespace LogAnalytics.Tests.Inputs;

/// <summary>Makes what .NET has no call for.</summary>
internal static class LinuxFiles
{
    private const uint OwnerReadsAndWrites = 0x180;

    public static void MakePipe(string path) => Check(MkFifo(Encoding.UTF8.GetBytes(path + '\0'), OwnerReadsAndWrites));

    /// <summary>A file whose name is no text.</summary>
    public static void Create(string folder, byte[] name)
    {
        int handle = Creat([.. Encoding.UTF8.GetBytes(folder + '/'), .. name, 0], OwnerReadsAndWrites);
        Check(handle);
        Check(Close(handle));
    }

    public static void Delete(string folder, byte[] name) => Check(Unlink([.. Encoding.UTF8.GetBytes(folder + '/'), .. name, 0]));

    private static void Check(int result)
    {
        if (result < 0)
            throw new IOException($"error {Marshal.GetLastPInvokeError()}");
    }

    [DllImport("libc", EntryPoint = "mkfifo", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MkFifo(byte[] path, uint mode);

    [DllImport("libc", EntryPoint = "creat", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Creat(byte[] path, uint mode);

    [DllImport("libc", EntryPoint = "unlink", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Unlink(byte[] path);

    [DllImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Close(int handle);
}
