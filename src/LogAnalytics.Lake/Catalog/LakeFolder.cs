using System.Security.Cryptography;
using System.Text.Json;

namespace LogAnalytics.Lake.Catalog;

/// <summary>The lake on disk: writes files so that a reader never sees half of one, and commits by one rename.</summary>
public sealed class LakeFolder
{
    private const string StateFolder = "_state";
    private const string TemporaryPrefix = ".tmp-";

    public LakeFolder(string root) => Root = Path.GetFullPath(root);

    public string Root { get; }

    public string TemporaryFolder => Path.Combine(Root, StateFolder);

    private string ManifestPath => Path.Combine(Root, StateFolder, "manifest.json");

    private string SeenPath => Path.Combine(Root, StateFolder, "seen.json");

    public bool Exists => File.Exists(ManifestPath);

    public string FullPath(LakeFile file) => Path.Combine(Root, file.Path);

    /// <summary>The last commit; an empty manifest where there is none.</summary>
    /// <exception cref="LakeException">The manifest is damaged, or written by a newer version.</exception>
    public LakeManifest ReadManifest()
    {
        if (!Exists)
            return new LakeManifest();
        LakeManifest? manifest;
        try
        {
            manifest = JsonSerializer.Deserialize(File.ReadAllText(ManifestPath), LakeJson.Default.LakeManifest);
        }
        catch (JsonException e)
        {
            throw new LakeException($"'{ManifestPath}' is damaged: {e.Message} Convert the logs into a new lake.");
        }

        if (manifest is null || manifest.Schema != LakeManifest.CurrentSchema || manifest.LayoutVersion > LakeVersions.Layout)
            throw new LakeException($"'{Root}' was written by a newer version ({manifest?.Schema}, layout {manifest?.LayoutVersion}). Use that version, or convert into a new lake.");
        return manifest;
    }

    public Dictionary<string, SeenFile> ReadSeen() =>
        File.Exists(SeenPath) ? JsonSerializer.Deserialize(File.ReadAllText(SeenPath), LakeJson.Default.DictionaryStringSeenFile) ?? [] : [];

    /// <summary>One rename makes the new state visible; then files that nothing names any more are swept.</summary>
    public void Commit(LakeManifest manifest, Dictionary<string, SeenFile> seen)
    {
        WriteText(ManifestPath, JsonSerializer.Serialize(manifest, LakeJson.Default.LakeManifest));
        WriteText(SeenPath, JsonSerializer.Serialize(seen, LakeJson.Default.DictionaryStringSeenFile));
        Sweep(manifest);
    }

    /// <summary>
    /// Writes to a temporary file, flushes to the device and renames: the name ends in the content's hash, so equal content is one file.
    /// </summary>
    /// <param name="stem">Path relative to the lake, without hash and extension.</param>
    public LakeFile Keep(ReadOnlySpan<byte> content, string stem, long rows)
    {
        string hash = Convert.ToHexStringLower(SHA256.HashData(content));
        string path = $"{stem}-{hash[..16]}.parquet";
        string target = Path.Combine(Root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        WriteAndRename(content, target);
        return new LakeFile(path, rows, content.Length, hash);
    }

    /// <summary>Removes temporary files, left by a run that was cut off.</summary>
    public void SweepTemporary()
    {
        Directory.CreateDirectory(TemporaryFolder);
        foreach (string path in Directory.EnumerateFiles(TemporaryFolder, ".*").Where(path => Path.GetFileName(path) != LakeLock.FileName))
            File.Delete(path);
    }

    private void Sweep(LakeManifest manifest)
    {
        HashSet<string> named = [.. manifest.Groups
            .SelectMany(group => group.Files.Concat(group.Rejects).Concat(group.Units.SelectMany(unit => unit.Tables.Values.SelectMany(files => files))))
            .Concat(manifest.Schemas.Values)
            .Concat(manifest.ReplyFamilies is { } families ? [families] : [])
            .Select(FullPath)];
        // Only under our own tables: a lake may lie in a folder with other people's files.
        IEnumerable<string> tables = manifest.Schemas.Keys.Select(table => Path.Combine(Root, table)).Where(Directory.Exists);
        foreach (string path in tables.SelectMany(table => Directory.EnumerateFiles(table, "*.parquet", SearchOption.AllDirectories)).Where(path => !named.Contains(path)).ToArray())
            File.Delete(path);
        SweepTemporary();
    }

    private void WriteText(string path, string text) => WriteAndRename(System.Text.Encoding.UTF8.GetBytes(text), path);

    private void WriteAndRename(ReadOnlySpan<byte> content, string target)
    {
        string temporary = Path.Combine(TemporaryFolder, TemporaryPrefix + Guid.NewGuid().ToString("N"));
        using (FileStream stream = new(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }

        File.Move(temporary, target, overwrite: true);
    }
}
