namespace LogAnalytics.Lake.Catalog;

/// <summary>One writer at a time. The lock is the open handle, so it goes with the process, however that ends.</summary>
public sealed class LakeLock : IDisposable
{
    public const string FileName = ".lock";

    private readonly FileStream _handle;

    private LakeLock(FileStream handle) => _handle = handle;

    /// <exception cref="LakeBusyException">Another process holds it.</exception>
    public static LakeLock Take(LakeFolder lake)
    {
        Directory.CreateDirectory(lake.TemporaryFolder);
        string path = Path.Combine(lake.TemporaryFolder, FileName);
        try
        {
            return new LakeLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException) when (File.Exists(path))
        {
            throw new LakeBusyException(lake.Root);
        }
    }

    public void Dispose() => _handle.Dispose();
}
