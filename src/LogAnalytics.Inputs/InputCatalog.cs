using System.IO.Compression;

namespace LogAnalytics.Inputs;

/// <summary>What INPUT names: the logs to read, and the places that could not be read.</summary>
/// <param name="Files">In canonical order.</param>
/// <param name="Unreadable">Path and reason.</param>
public sealed record InputListing(IReadOnlyList<InputFile> Files, IReadOnlyList<KeyValuePair<string, string>> Unreadable);

/// <summary>Finds logs in folders (recursive), globs and single files; looks into zip archives.</summary>
public sealed class InputCatalog(ServerNaming naming)
{
    private static readonly string[] _extensions = [".log", ".log.gz", ".zip"];

    private readonly List<(string Root, string DiskPath)> _found = [];
    private readonly List<InputFile> _files = [];
    private readonly List<KeyValuePair<string, string>> _unreadable = [];
    private readonly HashSet<(string Server, string Path)> _taken = [];

    /// <exception cref="InputException">A path does not exist, or a server cannot be named.</exception>
    public InputListing List(IReadOnlyList<string> inputs)
    {
        foreach (string input in inputs)
            Find(input);

        // By root and not as typed: the order of INPUT must not change what a file is called.
        _found.Sort((a, b) => string.CompareOrdinal(a.Root, b.Root) is var order and not 0 ? order : string.CompareOrdinal(a.DiskPath, b.DiskPath));
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach ((string root, string diskPath) in _found)
        {
            if (seen.Add(diskPath))
                AddFile(diskPath, root);
        }

        _files.Sort((a, b) =>
        {
            int order = string.CompareOrdinal(a.Server, b.Server);
            order = order != 0 ? order : string.CompareOrdinal(a.Service, b.Service);
            return order != 0 ? order : InputFile.CompareAsWritten(a, b);
        });
        return new InputListing(_files, [.. _unreadable.Distinct()]);
    }

    private void Find(string input)
    {
        if (Directory.Exists(input))
        {
            string root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(input));
            Walk(root, root, glob: null);
        }
        else if (File.Exists(input))
        {
            string diskPath = Path.GetFullPath(input);
            _found.Add((Path.GetDirectoryName(diskPath)!, diskPath));
        }
        else if (PathGlob.IsGlob(input))
        {
            PathGlob glob = PathGlob.Parse(input);
            int before = _found.Count;
            if (Directory.Exists(glob.Root))
                Walk(glob.Root, glob.Root, glob);
            if (_found.Count == before)
                throw new InputException($"'{input}' matches no file. Quote the glob so that the shell leaves it alone.");
        }
        else
        {
            throw new InputException($"'{input}' does not exist. Give a folder, a glob in quotes, or a .log, .log.gz or .zip file.");
        }
    }

    // By hand instead of AllDirectories: one folder without permission must not end the walk, and links are not followed.
    // Without a glob every log is taken; a folder that matches the glob is taken whole.
    private void Walk(string folder, string root, PathGlob? glob)
    {
        string[] files;
        string[] folders;
        try
        {
            files = Directory.GetFiles(folder);
            folders = Directory.GetDirectories(folder);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or IOException)
        {
            _unreadable.Add(new(folder, e.Message));
            return;
        }

        foreach (string file in files)
        {
            bool isNamed = glob is null || glob.IsMatch(Relative(root, file));
            if (isNamed && (HasLogExtension(file) || glob is { EndsOpen: false }))
                _found.Add((root, file));
        }

        foreach (string child in folders)
        {
            if (new DirectoryInfo(child).LinkTarget is not null)
                continue;
            string relative = Relative(root, child);
            if (glob is null || glob.IsMatch(relative))
                Walk(child, root, glob: null);
            else if (glob.MayMatchBelow(relative))
                Walk(child, root, glob);
        }
    }

    private void AddFile(string diskPath, string root)
    {
        try
        {
            FileInfo info = new(diskPath);
            if (diskPath.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
                AddMembers(info, root);
            else
                Add(root, Relative(root, diskPath), info, member: null, info.Name, info.Length);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            _unreadable.Add(new(diskPath, e.Message));
        }
    }

    private void AddMembers(FileInfo zip, string root)
    {
        using ZipArchive archive = ZipFile.OpenRead(zip.FullName);
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (ZipArchiveEntry entry in archive.Entries.OrderBy(entry => entry.FullName, StringComparer.Ordinal))
        {
            if (!HasLogExtension(entry.Name) || entry.Name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
                continue;
            string member = entry.FullName.Replace('\\', '/');
            // Such a name leads out of the folder when the log is written again; the second of two cannot be asked for.
            string? problem = member.StartsWith('/') || member.Split('/').Contains("..") ? "its name leads out of the archive"
                : !names.Add(member) ? "the archive holds two members of this name"
                : null;
            if (problem is null)
                Add(root, $"{Relative(root, zip.FullName)}!/{member}", zip, entry.FullName, entry.Name, entry.Length);
            else
                _unreadable.Add(new($"{zip.FullName}!/{member}", problem));
        }
    }

    private void Add(string root, string path, FileInfo disk, string? member, string name, long bytes)
    {
        string full = disk.FullName.Replace('\\', '/') + (member is null ? "" : "!/" + member.Replace('\\', '/'));
        string server = naming.ServerOf(full) ?? throw new InputException(
            $"'{disk.FullName}': no folder above it names a server. Say which with --server-from NAME, or --server-from 'logs/{{server}}/*'.");
        _files.Add(new InputFile
        {
            Path = Distinct(server, path, root),
            DiskPath = disk.FullName,
            Member = member,
            Server = server,
            Service = ServerNaming.ServiceOf(full),
            Name = LogFileName.Parse(name),
            DiskBytes = bytes,
            ModifiedUtc = disk.LastWriteTimeUtc,
        });
    }

    // Two roots may hold the same relative path for one server: the later one is told by as many folders above it as it takes.
    private string Distinct(string server, string path, string root)
    {
        string distinct = path;
        for (string? folder = root; !_taken.Add((server, distinct)) && folder is not null; folder = Path.GetDirectoryName(folder))
            distinct = $"{Path.GetFileName(folder)}/{distinct}";
        return distinct;
    }

    private static string Relative(string root, string path) => Path.GetRelativePath(root, path).Replace('\\', '/');

    private static bool HasLogExtension(string path) =>
        Array.Exists(_extensions, extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase));
}
