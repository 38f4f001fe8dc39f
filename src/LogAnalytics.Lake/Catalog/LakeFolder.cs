using System.Security.Cryptography;
using System.Text.Json;

namespace LogAnalytics.Lake.Catalog;

/// <summary>The lake on disk: writes files so that a reader never sees half of one, and commits by one rename.</summary>
public sealed class LakeFolder
{
    private const string StateFolder = "_state";
    private const string AlteredRemedy = "Put the file back from a backup, or convert the logs into a new lake; 'verify' lists all such files.";
    private const string TemporaryPrefix = ".tmp-";

    // Where verify of earlier versions built its tables.
    private const string ScratchPrefix = ".scratch-";

    public LakeFolder(string root) => Root = Path.GetFullPath(root);

    public string Root { get; }

    public string TemporaryFolder => Path.Combine(Root, StateFolder);

    private string ManifestPath => Path.Combine(Root, StateFolder, "manifest.json");

    private string SeenPath => Path.Combine(Root, StateFolder, "seen.json");

    /// <summary>What files were before; see <see cref="FileVersion"/>.</summary>
    public string FileVersionsPath => Path.Combine(Root, StateFolder, "file_versions.parquet");

    public bool Exists => File.Exists(ManifestPath);

    public string FullPath(LakeFile file) => Path.Combine(Root, file.Path);

    /// <summary>The last commit; an empty manifest where there is none.</summary>
    /// <exception cref="LakeException">The manifest is damaged, or written by a newer version.</exception>
    public LakeManifest ReadManifest()
    {
        if (!Exists)
            return new LakeManifest();
        byte[] content = File.ReadAllBytes(ManifestPath);
        LakeManifest? manifest;
        try
        {
            manifest = JsonSerializer.Deserialize(content, LakeJson.Default.LakeManifest);
        }
        catch (JsonException e)
        {
            throw new LakeException($"'{ManifestPath}' is damaged: {e.Message} Convert the logs into a new lake.");
        }

        if (manifest is null || manifest.Schema != LakeManifest.CurrentSchema || manifest.LayoutVersion > LakeVersions.Layout
            || manifest.ParserVersion > LakeVersions.Parser || manifest.ReaderVersion > LakeVersions.Reader)
            throw new LakeException($"'{Root}' was written by a newer version ({manifest?.Schema}, layout {manifest?.LayoutVersion}, parser {manifest?.ParserVersion}, reader {manifest?.ReaderVersion}). Use that version, or convert into a new lake.");
        if (manifest.LayoutVersion < LakeVersions.Layout)
            throw new LakeException($"'{Root}' was written by an earlier version (layout {manifest.LayoutVersion}), whose tables are laid out otherwise. Convert the logs into a new lake.");
        return manifest with { Sha256 = Convert.ToHexStringLower(SHA256.HashData(content)) };
    }

    /// <summary>Table name → its files with paths relative to the lake: those of the manifest, and beside it the history, the runs and the last analysis.</summary>
    /// <exception cref="LakeException">An earlier version wrote it, without what the views ask for.</exception>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Tables(LakeManifest manifest)
    {
        if (manifest.LacksTables)
            throw new LakeException($"'{Root}' was written by an earlier version (parser {manifest.ParserVersion}), whose tables lack what the views ask for. Run 'loganalytics rebuild --lake {Root}' once: it needs no logs.");
        return manifest.AllFiles.GroupBy(entry => entry.Table, entry => entry.File)
            .Select(table => (table.Key, Paths: UsualFirst([.. table])))
            .Append(("file_versions", [Path.GetRelativePath(Root, FileVersionsPath)]))
            .Concat(AnalysisState.Read(this).Select(entry => (entry.Key, (IReadOnlyList<string>)[entry.Value])))
            .Concat(RunJournal.Pattern(this) is { } runs ? [("runs", (IReadOnlyList<string>)[runs])] : [])
            .Concat(UnreadHistory.PathIn(this) is { } unread ? [("unread_logs", (IReadOnlyList<string>)[unread])] : [])
            .ToDictionary(table => table.Item1, table => table.Item2);
    }

    // The SQL engine takes the rows of the first file times the number of files for those of the table, and decides by that which side of
    // a join it holds in memory: so the first is the one whose length is nearest to the average.
    private static IReadOnlyList<string> UsualFirst(IReadOnlyList<LakeFile> files)
    {
        double average = files.Average(file => file.Rows);
        LakeFile usual = files.MinBy(file => Math.Abs(file.Rows - average))!;
        return [usual.Path, .. files.Where(file => file != usual).Select(file => file.Path)];
    }

    /// <summary>What was read when. It only spares work: one that is damaged counts as empty, and the files are read again.</summary>
    /// <param name="warning">What to say of a damaged one; null otherwise.</param>
    public Dictionary<string, SeenFile> ReadSeen(out string? warning)
    {
        warning = null;
        if (!File.Exists(SeenPath))
            return [];
        try
        {
            Dictionary<string, SeenFile>? seen = JsonSerializer.Deserialize(File.ReadAllText(SeenPath), LakeJson.Default.DictionaryStringSeenFile);
            if (seen is not null && seen.Values.All(file => file?.DiskPath is not null))
                return seen;
        }
        catch (JsonException)
        {
        }

        warning = $"'{SeenPath}' is damaged, so all files are read again; nothing is lost.";
        return [];
    }

    /// <summary>One rename makes the new state visible.</summary>
    public void Commit(LakeManifest manifest, Dictionary<string, SeenFile> seen)
    {
        WriteText(ManifestPath, JsonSerializer.Serialize(manifest, LakeJson.Default.LakeManifest));
        WriteText(SeenPath, JsonSerializer.Serialize(seen, LakeJson.Default.DictionaryStringSeenFile));
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

    /// <summary>The content of a file, if it is what the manifest says.</summary>
    /// <exception cref="LakeException">It is missing or was altered.</exception>
    public MemoryStream ReadVerified(LakeFile file)
    {
        if (!File.Exists(FullPath(file)))
            throw new LakeException($"'{FullPath(file)}' is missing. {AlteredRemedy}");
        byte[] content = File.ReadAllBytes(FullPath(file));
        if (content.LongLength != file.Bytes || Convert.ToHexStringLower(SHA256.HashData(content)) != file.Sha256)
            throw new LakeException($"'{FullPath(file)}' is not what was written: its SHA-256 differs from the manifest's. {AlteredRemedy}");
        return new MemoryStream(content, writable: false);
    }

    /// <summary>The content of a file is what the manifest says.</summary>
    public bool IsAsWritten(LakeFile file)
    {
        FileInfo onDisk = new(FullPath(file));
        if (!onDisk.Exists || onDisk.Length != file.Bytes)
            return false;
        using FileStream content = onDisk.OpenRead();
        return Convert.ToHexStringLower(SHA256.HashData(content)) == file.Sha256;
    }

    /// <summary>Takes a file of another lake over, under its name there; it stays there too.</summary>
    /// <returns>False if it had to be copied.</returns>
    public bool Adopt(LakeFile file, LakeFolder from)
    {
        string target = FullPath(file);
        // A merge that was cut off has brought it, or every lake has it.
        if (IsAsWritten(file))
            return true;
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Delete(target);
        if (HardLink.TryCreate(target, from.FullPath(file)))
            return true;
        WriteAndRename(File.ReadAllBytes(from.FullPath(file)), target);
        return false;
    }

    /// <summary>Removes temporary files, left by a run that was cut off. Only for the holder of the lock: what readers need lies elsewhere.</summary>
    public void SweepTemporary()
    {
        Directory.CreateDirectory(TemporaryFolder);
        foreach (string path in Directory.EnumerateFiles(TemporaryFolder, ".*").Where(path => Path.GetFileName(path) != LakeLock.FileName && !LakeReading.IsMark(path)))
            TryRemove(path, File.Delete);
        foreach (string path in Directory.EnumerateDirectories(TemporaryFolder, ScratchPrefix + "*"))
            TryRemove(path, folder => Directory.Delete(folder, recursive: true));
    }

    /// <summary>Removes files of earlier commits; not while somebody reads, who may be reading those. Then the next run does it.</summary>
    public void Sweep(LakeManifest manifest)
    {
        // The manifest that stands is ours: who begins to read after this look reads that.
        string[] marks = [.. Directory.EnumerateFiles(TemporaryFolder, ".*").Where(LakeReading.IsMark)];
        if (!marks.All(LakeReading.TryRemove))
            return;
        foreach (string path in FilesBeside(manifest).ToArray())
            File.Delete(path);
        RunJournal.Compact(this);
    }

    /// <summary>Parquet files under our own tables that the manifest does not name. A lake may lie in a folder with other people's files.</summary>
    public IEnumerable<string> FilesBeside(LakeManifest manifest)
    {
        HashSet<string> named = [.. manifest.AllFiles.Select(entry => FullPath(entry.File))];
        return manifest.Schemas.Keys.Select(table => Path.Combine(Root, table)).Where(Directory.Exists)
            .SelectMany(table => Directory.EnumerateFiles(table, "*.parquet", SearchOption.AllDirectories))
            .Where(path => !named.Contains(path));
    }

    /// <summary>A lake of its own, to build tables in that are only compared.</summary>
    public static LakeFolder CreateScratch(ScratchFolder folder)
    {
        LakeFolder scratch = new(folder.Root);
        Directory.CreateDirectory(scratch.TemporaryFolder);
        return scratch;
    }

    /// <summary>Empties a scratch lake.</summary>
    public void RemoveTables()
    {
        foreach (string table in Directory.EnumerateDirectories(Root).Where(path => path != TemporaryFolder))
            Directory.Delete(table, recursive: true);
    }

    /// <summary>Replaces a file of the state by one rename.</summary>
    public void Replace(string path, ReadOnlySpan<byte> content) => WriteAndRename(content, path);

    // Another process may be removing it too, or still use it: then it is swept the next time.
    internal static void TryRemove(string path, Action<string> remove)
    {
        try
        {
            remove(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
        }
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
