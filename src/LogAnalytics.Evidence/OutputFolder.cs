using System.Security.Cryptography;
using System.Text;
using LogAnalytics.Evidence.Hashing;
using LogAnalytics.Evidence.Verifying;

namespace LogAnalytics.Evidence;

/// <summary>
/// The folder of results. Files are written into a staging folder inside it and appear by renames when all are there: a run that ends
/// early leaves the results of the last one.
/// </summary>
public sealed class OutputFolder : IDisposable
{
    private const string StagingPrefix = ".loganalytics-";
    private const string LockName = "lock";
    private const int BufferBytes = 1 << 16;

    private readonly string _root;
    private readonly List<FileHash> _files = [];
    private readonly List<FileHash> _kept = [];

    // Made when the first file is written: a run that is killed before leaves nothing.
    private string? _staging;
    private FileStream? _lock;

    /// <exception cref="IOException">It cannot be made or written to.</exception>
    public OutputFolder(string root)
    {
        _root = Path.GetFullPath(root);
        Directory.CreateDirectory(_root);
        Sweep();
    }

    /// <summary>What was written so far, in that order, and before it what is kept.</summary>
    public IReadOnlyList<FileHash> Files => [.. _kept, .. _files];

    /// <summary>The manifest that stands in the folder; null where there is none that can be read.</summary>
    public Manifest? Standing => File.Exists(PathOf(Manifest.FileName)) ? Manifest.Read(File.ReadAllBytes(PathOf(Manifest.FileName))) : null;

    public bool HoldsResults => File.Exists(PathOf("findings.json")) || File.Exists(PathOf(RunLog.FileName));

    /// <summary>The standing results, if every file is as its run wrote it, and there is no other; null otherwise.</summary>
    public Manifest? WholeResults => BundleVerifier.Verify(FileSet.OfFolder(_root)) is { Problems.Count: 0, Manifest: { } manifest } ? manifest : null;

    /// <summary>A file that stands is one of this run's too, as it is.</summary>
    public void Keep(FileHash standing) => _kept.Add(standing);

    public void Write(string name, string text) => Write(name, Encoding.UTF8.GetBytes(text));

    public void Write(string name, byte[] content) => Write(name, (Stream stream) => stream.Write(content));

    /// <summary>Writes what is too long to be held as one text.</summary>
    public void Write(string name, Action<TextWriter> write) => Write(name, (Stream stream) =>
    {
        using StreamWriter writer = new(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), BufferBytes, leaveOpen: true);
        write(writer);
    });

    private void Write(string name, Action<Stream> write)
    {
        using FileStream file = new(Path.Combine(Stage(), name), FileMode.CreateNew, FileAccess.Write);
        using SHA256 hash = SHA256.Create();
        using (CryptoStream stream = new(file, hash, CryptoStreamMode.Write, leaveOpen: true))
            write(stream);
        file.Flush(flushToDisk: true);
        _files.Add(new FileHash(name, file.Length, Convert.ToHexStringLower(hash.Hash!)));
    }

    /// <summary>Adds the run to the log and writes the manifest over all files; then they take their places, and what an earlier run left behind goes.</summary>
    /// <param name="run">What is known of the run before its files are hashed.</param>
    /// <param name="sources">What it was made from; outputs, head and hashes of lists are filled in here.</param>
    /// <returns>The root hash.</returns>
    public string Seal(RunLogEntry run, Manifest sources)
    {
        Manifest? earlier = Standing;
        string logPath = PathOf(RunLog.FileName);
        byte[] log = RunLog.Append(File.Exists(logPath) ? File.ReadAllBytes(logPath) : [], run with
        {
            InputsSha256 = Sha256Text.OfList(sources.Inputs),
            OutputsSha256 = Sha256Text.OfList(Files),
        });
        Write(RunLog.FileName, log);
        byte[] manifest = (sources with { RunLogHead = RunLog.Head(log), Outputs = [.. Files.OrderBy(file => file.Path, StringComparer.Ordinal)] }).ToBytes();
        string root = Sha256Text.Of(manifest);
        Write(Manifest.FileName, manifest);
        Write(Manifest.HashFileName, Manifest.HashFile(root));
        foreach (FileHash file in _files)
            File.Move(Path.Combine(Stage(), file.Path), PathOf(file.Path), overwrite: true);
        HashSet<string> current = [.. Files.Select(file => file.Path)];
        foreach (FileHash stale in earlier?.Outputs.Where(file => !current.Contains(file.Path)) ?? [])
            RemoveStale(stale.Path);
        return root;
    }

    public void Dispose()
    {
        _lock?.Dispose();
        if (_staging is not null)
            Directory.Delete(_staging, recursive: true);
    }

    private string Stage()
    {
        if (_staging is not null)
            return _staging;
        string staging = Directory.CreateDirectory(PathOf($"{StagingPrefix}{Guid.NewGuid():N}")).FullName;
        _lock = new FileStream(Path.Combine(staging, LockName), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        return _staging = staging;
    }

    /// <summary>Where a file stands once the folder is sealed.</summary>
    public string PathOf(string name) => Path.Combine(_root, name);

    // A manifest is a file like others: names that lead elsewhere are not followed.
    private void RemoveStale(string name)
    {
        if (name.IndexOfAny(['/', '\\', ':']) < 0)
            File.Delete(PathOf(name));
    }

    // Staging folders of runs that were killed; the lock of one that lives cannot be taken.
    private void Sweep()
    {
        foreach (string folder in Directory.EnumerateDirectories(_root, StagingPrefix + "*"))
        {
            try
            {
                string path = Path.Combine(folder, LockName);
                if (File.Exists(path))
                    new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose).Dispose();
                Directory.Delete(folder, recursive: true);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It lives, or is another user's.
            }
        }
    }
}
