using System.Diagnostics;
using LogAnalytics.Tests.Support;

namespace LogAnalytics.Tests.EndToEnd.Soak;

/// <summary>A disk that can be filled: a file system in memory where this user may mount one, else a limit on the size of files.</summary>
internal sealed class SmallDisk : IDisposable
{
    private const string Size = "256m";
    private readonly bool _isMounted;

    public SmallDisk(string folder)
    {
        Folder = folder;
        Directory.CreateDirectory(folder);
        _isMounted = OperatingSystem.IsLinux() && File.Exists("/bin/mount") && Run("/bin/mount", "-t", "tmpfs", "-o", "size=" + Size, "tmpfs", folder) == 0;
    }

    public string Folder { get; }

    /// <summary>How it is filled; null where it cannot be.</summary>
    public string? Fault => _isMounted ? "disk full" : OperatingSystem.IsLinux() ? "no file over 2 KB" : null;

    /// <summary>Starts the tool while nothing more fits on the disk.</summary>
    public Process StartFull(string[] arguments)
    {
        if (!_isMounted)
            return Tool.Run("/bin/bash", ["-c", "trap '' XFSZ; ulimit -f 2; exec \"$0\" \"$@\"", Tool.Executable, .. arguments]);
        byte[] ballast = new byte[1 << 20];
        // Without a buffer: what did not fit would be written again at the end.
        using FileStream file = new(Path.Combine(Folder, "ballast"), FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 0);
        for (int bytes = ballast.Length; bytes > 0;)
        {
            try
            {
                file.Write(ballast, 0, bytes);
            }
            catch (IOException)
            {
                bytes /= 2;
            }
        }

        return Tool.Start(arguments);
    }

    public void MakeRoom() => File.Delete(Path.Combine(Folder, "ballast"));

    public void Dispose()
    {
        if (_isMounted)
            Run("/bin/umount", Folder);
    }

    private static int Run(string program, params string[] arguments)
    {
        using Process process = Tool.Run(program, arguments);
        process.WaitForExit();
        return process.ExitCode;
    }
}
