using System.IO.Compression;
using Microsoft.Extensions.FileSystemGlobbing;
using Microsoft.Extensions.FileSystemGlobbing.Abstractions;

namespace LogAnalytics.Inputs;

/// <summary>What INPUT names: the logs to read, and the places that could not be read.</summary>
/// <param name="Files">In canonical order.</param>
/// <param name="Unreadable">Path and reason.</param>
public sealed record InputListing(IReadOnlyList<InputFile> Files, IReadOnlyList<KeyValuePair<string, string>> Unreadable);

/// <summary>Finds logs in folders (recursive), globs and single files; looks into zip archives.</summary>
public sealed class InputCatalog(ServerNaming naming)
{
    private static readonly string[] _extensions = [".log", ".log.gz", ".zip"];

    private readonly List<InputFile> _files = [];
    private readonly List<KeyValuePair<string, string>> _unreadable = [];
    private readonly HashSet<string> _seen = new(StringComparer.Ordinal);

    /// <exception cref="InputException">A path does not exist, or a server cannot be named.</exception>
    public InputListing List(IReadOnlyList<string> inputs)
    {
        foreach (string input in inputs)
        {
            if (Directory.Exists(input))
                AddFolder(System.IO.Path.GetFullPath(input));
            else if (File.Exists(input))
                AddFile(System.IO.Path.GetFullPath(input), System.IO.Path.GetDirectoryName(System.IO.Path.GetFullPath(input))!);
            else if (input.IndexOfAny(['*', '?']) >= 0)
                AddGlob(input);
            else
                throw new InputException(InputProblem.Usage, $"'{input}' does not exist. Give a folder, a glob in quotes, or a .log, .log.gz or .zip file.");
        }

        _files.Sort((a, b) =>
        {
            int order = string.CompareOrdinal(a.Server, b.Server);
            order = order != 0 ? order : string.CompareOrdinal(a.Service, b.Service);
            return order != 0 ? order : InputFile.CompareAsWritten(a, b);
        });
        return new InputListing(_files, _unreadable);
    }

    private void AddFolder(string root) => Walk(root, root);

    // By hand instead of AllDirectories: one folder without permission must not end the walk, and links are not followed.
    private void Walk(string folder, string root)
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

        Array.Sort(files, string.CompareOrdinal);
        Array.Sort(folders, string.CompareOrdinal);
        foreach (string file in files)
        {
            if (HasLogExtension(file))
                AddFile(file, root);
        }

        foreach (string child in folders)
        {
            if (new DirectoryInfo(child).LinkTarget is null)
                Walk(child, root);
        }
    }

    private void AddGlob(string glob)
    {
        string normal = glob.Replace('\\', '/');
        int wild = normal.IndexOfAny(['*', '?']);
        int slash = normal.LastIndexOf('/', wild);
        string root = System.IO.Path.GetFullPath(slash < 0 ? "." : normal[..(slash + 1)]);
        string pattern = normal[(slash + 1)..];
        List<string> paths = [];
        if (Directory.Exists(root))
        {
            Matcher matcher = new(StringComparison.OrdinalIgnoreCase);
            // FileSystemGlobbing has no '?': list with '*' and filter by the exact pattern.
            matcher.AddInclude(pattern.Replace('?', '*'));
            PatternMatchingResult result = matcher.Execute(new DirectoryInfoWrapper(new DirectoryInfo(root)));
            paths.AddRange(result.Files.Select(file => file.Path).Where(path => !pattern.Contains('?', StringComparison.Ordinal) || MatchesQuestionMarks(path, pattern)));
        }

        if (paths.Count == 0)
            throw new InputException(InputProblem.Usage, $"'{glob}' matches no file. Quote the glob so that the shell leaves it alone.");
        paths.Sort(string.CompareOrdinal);
        foreach (string path in paths)
            AddFile(System.IO.Path.GetFullPath(System.IO.Path.Combine(root, path)), root);
    }

    private static bool MatchesQuestionMarks(string path, string pattern)
    {
        string regex = System.Text.RegularExpressions.Regex.Escape(pattern.Replace('\\', '/'))
            .Replace(@"\*\*/", "(.*/)?", StringComparison.Ordinal)
            .Replace(@"\*", "[^/]*", StringComparison.Ordinal)
            .Replace(@"\?", "[^/]", StringComparison.Ordinal);
        return System.Text.RegularExpressions.Regex.IsMatch(path, $"^{regex}$", System.Text.RegularExpressions.RegexOptions.IgnoreCase);
    }

    private void AddFile(string diskPath, string root)
    {
        if (!_seen.Add(diskPath))
            return;
        string relative = System.IO.Path.GetRelativePath(root, diskPath).Replace('\\', '/');
        if (!diskPath.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
        {
            FileInfo info = new(diskPath);
            Add(relative, diskPath, null, info.Name, info.Length, info.LastWriteTimeUtc);
            return;
        }

        try
        {
            using ZipArchive archive = ZipFile.OpenRead(diskPath);
            foreach (ZipArchiveEntry entry in archive.Entries.OrderBy(entry => entry.FullName, StringComparer.Ordinal))
            {
                if (HasLogExtension(entry.Name) && !entry.Name.EndsWith(".zip", StringComparison.OrdinalIgnoreCase))
                    Add($"{relative}!/{entry.FullName.Replace('\\', '/')}", diskPath, entry.FullName, entry.Name, entry.Length, File.GetLastWriteTimeUtc(diskPath));
            }
        }
        catch (Exception e) when (e is InvalidDataException or IOException or UnauthorizedAccessException)
        {
            _unreadable.Add(new(diskPath, e.Message));
        }
    }

    private void Add(string path, string diskPath, string? member, string name, long bytes, DateTime modifiedUtc)
    {
        string full = diskPath.Replace('\\', '/') + (member is null ? "" : "!/" + member.Replace('\\', '/'));
        string server = naming.ServerOf(full) ?? throw new InputException(
            InputProblem.Usage,
            $"'{diskPath}': no folder above it names a server. Say which with --server-from NAME, or --server-from 'logs/{{server}}/*'.");
        _files.Add(new InputFile
        {
            Path = path,
            DiskPath = diskPath,
            Member = member,
            Server = server,
            Service = ServerNaming.ServiceOf(full),
            Name = LogFileName.Parse(name),
            DiskBytes = bytes,
            ModifiedUtc = modifiedUtc,
        });
    }

    private static bool HasLogExtension(string path) =>
        Array.Exists(_extensions, extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase));
}
