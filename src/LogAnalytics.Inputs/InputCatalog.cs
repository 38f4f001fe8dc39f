using LogAnalytics.Inputs.Archives;
using LogAnalytics.Inputs.Folders;

namespace LogAnalytics.Inputs;

/// <summary>Finds logs in folders (recursive), globs and single files; looks into zip archives.</summary>
public sealed class InputCatalog(ServerNaming naming, InputLimits? limits = null)
{
    // As a folder of the lake, "server=" and all, it must fit into the 255 bytes that a file system gives to a name.
    private const int MostServerCharacters = 240;

    private readonly InputLimits _limits = limits ?? InputLimits.Default;
    private readonly FolderWalk _walk = new();
    private readonly List<InputFile> _files = [];
    private readonly HashSet<(string Server, string Path)> _taken = [];

    /// <exception cref="InputException">A path does not exist, or a server cannot be named.</exception>
    public InputListing List(IReadOnlyList<string> inputs)
    {
        foreach (string input in inputs)
            Find(input);

        // By root and not as typed: the order of INPUT must not change what a file is called.
        List<FoundFile> found = _walk.Found;
        found.Sort((a, b) => string.CompareOrdinal(a.Root, b.Root) is var order and not 0 ? order : string.CompareOrdinal(a.DiskPath, b.DiskPath));
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach (FoundFile file in found)
        {
            if (seen.Add(file.DiskPath))
                AddFile(file);
        }

        return Listing();
    }

    /// <summary>Takes somebody's word for what is there: nothing is looked at on the disk.</summary>
    /// <param name="root">Folder that the paths are relative to, on the machines that will read them.</param>
    /// <exception cref="InputException">An archive is in the list, a path leads out of the root, or a server cannot be named.</exception>
    public InputListing List(string root, IEnumerable<(long Bytes, string Path)> files)
    {
        string folder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(root));
        HashSet<string> seen = new(StringComparer.Ordinal);
        foreach ((long bytes, string path) in files.OrderBy(file => file.Path, StringComparer.Ordinal))
        {
            string diskPath = Path.GetFullPath(Path.Combine(folder, path));
            if (!diskPath.StartsWith(Path.EndsInDirectorySeparator(folder) ? folder : folder + Path.DirectorySeparatorChar, StringComparison.Ordinal))
                throw new InputException($"'{path}' of the list does not lie below '{folder}'. Name the folder that its paths are relative to as INPUT.");
            if (LogExtensions.IsArchive(path))
                throw new InputException($"'{path}': a list does not tell which logs an archive holds. Plan without --from-list, or unpack it.");
            if (!LogExtensions.IsLog(path))
                _walk.Skipped.Add(new(path, "no .log or .log.gz"));
            else if (seen.Add(diskPath))
                Add(new FoundFile(folder, diskPath), default, bytes, member: null);
        }

        return Listing();
    }

    private InputListing Listing()
    {
        _files.Sort(InputFile.CompareInListing);
        return new InputListing(_files, [.. _walk.Unreadable.Distinct()]) { Skipped = [.. _walk.Skipped.Distinct()] };
    }

    private void Find(string input)
    {
        if (Directory.Exists(input))
        {
            string root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(input));
            _walk.Walk(root, root, glob: null);
        }
        else if (File.Exists(input))
        {
            string diskPath = Path.GetFullPath(input);
            _walk.Found.Add(new FoundFile(Path.GetDirectoryName(diskPath)!, diskPath));
        }
        else if (PathGlob.IsGlob(input))
        {
            PathGlob glob = PathGlob.Parse(input);
            int before = _walk.Found.Count;
            if (Directory.Exists(glob.Root))
                _walk.Walk(glob.Root, glob.Root, glob);
            if (_walk.Found.Count == before)
                throw new InputException($"'{input}' matches no file. Quote the glob so that the shell leaves it alone.");
        }
        else
        {
            throw new InputException($"'{input}' does not exist. Give a folder, a glob in quotes, or a .log, .log.gz or .zip file.");
        }
    }

    private void AddFile(FoundFile found)
    {
        try
        {
            FileInfo content = DiskFile.Resolve(found.DiskPath);
            if (LogExtensions.IsArchive(found.DiskPath))
                AddMembers(found, content);
            else
                Add(found, content.LastWriteTimeUtc, content.Length, member: null);
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            _walk.Unreadable.Add(new(found.DiskPath, ReadFailure.Reason(e, found.DiskPath)));
        }
    }

    private void AddMembers(FoundFile found, FileInfo content)
    {
        using FileStream archive = InputStream.OpenDisk(found.DiskPath);
        foreach (ArchiveLog log in ArchiveLogs.Of(ZipDirectory.Read(archive, _limits)))
        {
            if (log.Refusal is null)
                Add(found, content.LastWriteTimeUtc, log.Member.Bytes, log);
            else
                _walk.Unreadable.Add(new($"{found.DiskPath}!/{log.Name}", log.Refusal));
        }
    }

    private void Add(FoundFile found, DateTime modifiedUtc, long bytes, ArchiveLog? member)
    {
        string inArchive = member is { } log ? "!/" + log.Name : "";
        string full = FolderWalk.Slashes(found.DiskPath) + inArchive;
        string server = naming.ServerOf(full) ?? throw new InputException(
            $"'{found.DiskPath}': no folder above it names a server. Say which with --server-from NAME, or --server-from 'logs/{{server}}/*'.");
        if (Uri.EscapeDataString(server).Length > MostServerCharacters)
        {
            _walk.Unreadable.Add(new(full, "the folder that names its server has too long a name. Say which server it is with --server-from."));
            return;
        }

        _files.Add(new InputFile
        {
            Path = Distinct(server, FolderWalk.Relative(found.Root, found.DiskPath) + inArchive, found.Root),
            DiskPath = found.DiskPath,
            Member = member?.Member,
            Server = server,
            Service = ServerNaming.ServiceOf(full),
            Name = LogFileName.OfPath(full),
            DiskBytes = bytes,
            ModifiedUtc = modifiedUtc,
            Root = found.Root,
            Limits = _limits,
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
}
