using System.Runtime.InteropServices;

namespace LogAnalytics.Inputs.Folders;

/// <summary>What a path on disk really is, before it is opened.</summary>
public static class DiskFile
{
    // From linux/stat.h. statx has one layout on all processors, unlike stat; .NET itself does not tell a pipe from a file.
    private const int WorkingFolder = -100;
    private const uint TypeOnly = 1;
    private const int StatxBytes = 256;
    private const int ModeOffset = 28;
    private const int TypeMask = 0xF000;
    private const int Regular = 0x8000;

    /// <summary>The reason and the remedy where links lead to no regular file; null for files, and where the system does not say.</summary>
    public static string? WhySpecial(string path)
    {
        if (!OperatingSystem.IsLinux())
            return null;
        byte[] status = new byte[StatxBytes];
        try
        {
            // What cannot be looked at cannot be opened either, and opening says why.
            if (Statx(WorkingFolder, path, 0, TypeOnly, status) != 0)
                return null;
        }
        catch (EntryPointNotFoundException)
        {
            // A C library from before 2018.
            return null;
        }

        int type = BitConverter.ToUInt16(status, ModeOffset) & TypeMask;
        return type == Regular ? null : $"it is a {NameOf(type)}, not a file. Take it out of the input.";
    }

    /// <summary>Size and time of what is read: of the file that a link leads to, which changes while the link does not.</summary>
    /// <exception cref="UnreadableException">A link that leads nowhere, or a pipe, socket or device; with the remedy.</exception>
    public static FileInfo Resolve(string path)
    {
        FileInfo file = new(path);
        if (WhySpecial(path) is { } why)
            throw new UnreadableException(why);
        if (file.LinkTarget is not { } target)
            return file;
        return FinalTarget(file) ?? throw new UnreadableException(LeadsNowhere(target));
    }

    public static string LeadsNowhere(string target) => $"it is a link to '{target}', which leads nowhere. Mend the link or take it away.";

    /// <returns>Null if it leads nowhere.</returns>
    public static FileInfo? FinalTarget(FileInfo link)
    {
        try
        {
            return link.ResolveLinkTarget(returnFinalTarget: true) is FileInfo { Exists: true } file ? file : null;
        }
        catch (IOException)
        {
            // A circle of links.
            return null;
        }
    }

    private static string NameOf(int type) => type switch
    {
        0x1000 => "pipe",
        0x2000 or 0x6000 => "device",
        0x4000 => "folder",
        0xC000 => "socket",
        _ => "special file",
    };

    [DllImport("libc", EntryPoint = "statx", BestFitMapping = false, ThrowOnUnmappableChar = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Statx(int folder, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, [Out] byte[] status);
}
