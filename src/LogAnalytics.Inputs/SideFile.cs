using LogAnalytics.Inputs.Folders;

namespace LogAnalytics.Inputs;

/// <summary>A small file beside the logs, read whole.</summary>
/// <param name="Name">For people: relative to the folder that was asked for, with <c>/</c>.</param>
/// <param name="Path">On disk.</param>
public sealed record SideFile(string Name, string Path)
{
    /// <summary>Files, and all files below folders, links to folders not followed; in the order of their names.</summary>
    /// <exception cref="InputException">A path leads nowhere.</exception>
    public static IReadOnlyList<SideFile> List(IEnumerable<string> paths)
    {
        List<SideFile> files = [];
        foreach (string path in paths)
        {
            if (File.Exists(path))
                files.Add(new SideFile(System.IO.Path.GetFileName(path), path));
            else if (Directory.Exists(path))
                files.AddRange(Directory.EnumerateFiles(path, "*", _below).Select(file => new SideFile(FolderWalk.Relative(path, file), file)));
            else
                throw new InputException($"--exports '{path}' does not exist.");
        }

        return [.. files.DistinctBy(file => System.IO.Path.GetFullPath(file.Path)).OrderBy(file => file.Name, StringComparer.Ordinal).ThenBy(file => file.Path, StringComparer.Ordinal)];
    }

    /// <summary>The content, cut behind <paramref name="maxBytes"/> + 1 bytes so that larger files show as such.</summary>
    /// <param name="problem">Why there is none.</param>
    public byte[]? Read(int maxBytes, out string? problem)
    {
        problem = DiskFile.WhySpecial(Path);
        if (problem is not null)
            return null;
        try
        {
            using FileStream stream = new(Path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            byte[] buffer = new byte[Math.Min(stream.Length, maxBytes) + 1];
            int length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
            return buffer[..length];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            problem = ReadFailure.Reason(e, Path);
            return null;
        }
    }

    private static readonly EnumerationOptions _below = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint, IgnoreInaccessible = false };
}
