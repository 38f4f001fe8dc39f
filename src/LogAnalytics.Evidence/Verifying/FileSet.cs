using LogAnalytics.Evidence.Archives;
using LogAnalytics.Evidence.Hashing;
using LogAnalytics.Inputs;
using LogAnalytics.Inputs.Folders;

namespace LogAnalytics.Evidence.Verifying;

/// <summary>The files of a folder or of a bundle as they are now. Only what is found is ever opened, whatever a manifest names.</summary>
public sealed class FileSet
{
    private readonly Func<string, byte[]> _read;

    private FileSet(IReadOnlyList<FileHash> files, IReadOnlyList<Difference> problems, Func<string, byte[]> read)
    {
        Files = files;
        Problems = problems;
        _read = read;
    }

    public IReadOnlyList<FileHash> Files { get; }

    /// <summary>What cannot be read as a file, and what is wrong with the archive around the files.</summary>
    public IReadOnlyList<Difference> Problems { get; }

    /// <summary>Null where there is no such file.</summary>
    public byte[]? Read(string name) => Files.Any(file => file.Path == name) ? _read(name) : null;

    /// <exception cref="IOException">It cannot be read.</exception>
    public static FileSet OfFolder(string root)
    {
        List<FileHash> files = [];
        List<Difference> problems = [];
        foreach (FileSystemInfo entry in Entries(new DirectoryInfo(root)))
        {
            string name = Path.GetRelativePath(root, entry.FullName).Replace(Path.DirectorySeparatorChar, '/');
            if (entry is DirectoryInfo { LinkTarget: null })
                problems.Add(new Difference(name + '/', "was added: an empty folder, and results have none"));
            else if (entry.LinkTarget is not null)
                problems.Add(new Difference(name, "is a link"));
            else if (DiskFile.WhySpecial(entry.FullName) is { } special)
                problems.Add(new Difference(name, special.TrimEnd('.')));
            else
                files.Add(Hash(name, entry.FullName));
        }

        return new FileSet(files, problems, name => File.ReadAllBytes(Path.Combine(root, name)));
    }

    /// <exception cref="IOException">It cannot be read.</exception>
    public static FileSet OfZip(string path)
    {
        using FileStream archive = File.OpenRead(path);
        if (archive.Length > StoredZip.MostBytes)
            return new FileSet([], [new Difference(Path.GetFileName(path), "is larger than a bundle can be")], _ => []);
        IReadOnlyList<StoredEntry> content = StoredZip.Read(archive, out long? brokenAt);
        List<Difference> problems = [];
        if (brokenAt is { } at)
            problems.Add(new Difference(Path.GetFileName(path), $"is not as 'bundle' wrote it, from byte {at} on"));
        foreach (IGrouping<string, StoredEntry> twice in content.GroupBy(file => file.Name).Where(group => group.Count() > 1))
            problems.Add(new Difference(twice.Key, "stands in the archive more than once"));
        StoredEntry[] files = [.. content.DistinctBy(file => file.Name)];
        return new FileSet(
            [.. files.Select(file => new FileHash(file.Name, file.Size, file.Sha256))], problems,
            name => ReadEntry(path, files.First(file => file.Name == name)));
    }

    /// <summary>A folder, or a bundle.</summary>
    /// <exception cref="InputException">There is neither.</exception>
    public static FileSet Of(string path) =>
        Directory.Exists(path) ? OfFolder(Path.GetFullPath(path))
        : File.Exists(path) ? OfZip(path)
        : throw new InputException($"'{path}' does not exist. Name the folder of the results, or a bundle.");

    // Files and links of all folders, hidden ones too, and folders without any; links are not followed.
    private static IEnumerable<FileSystemInfo> Entries(DirectoryInfo folder) =>
        folder.EnumerateFileSystemInfos("*", new EnumerationOptions { AttributesToSkip = 0 }).OrderBy(entry => entry.Name, StringComparer.Ordinal)
            .SelectMany(entry => entry is DirectoryInfo { LinkTarget: null } inner ? Entries(inner).DefaultIfEmpty(inner) : [entry]);

    private static byte[] ReadEntry(string path, StoredEntry entry)
    {
        byte[] content = new byte[entry.Size];
        using FileStream archive = File.OpenRead(path);
        archive.Position = entry.At;
        archive.ReadExactly(content);
        return content;
    }

    private static FileHash Hash(string name, string path)
    {
        using FileStream stream = File.OpenRead(path);
        return new FileHash(name, stream.Length, Sha256Text.Of(stream));
    }
}
