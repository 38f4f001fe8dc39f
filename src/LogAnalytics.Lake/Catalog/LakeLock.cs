namespace LogAnalytics.Lake.Catalog;

/// <summary>One writer at a time. The lock is the open handle, so it goes with the process, however that ends.</summary>
public sealed class LakeLock : IDisposable
{
    public const string FileName = ".lock";

    // ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION of Windows, as the lower half of a HRESULT; elsewhere EWOULDBLOCK as it is.
    private const int SharingViolation = 32, LockViolation = 33, WouldBlockLinux = 11, WouldBlockElsewhere = 35;

    private readonly FileStream _handle;

    private LakeLock(FileStream handle) => _handle = handle;

    /// <exception cref="LakeBusyException">Another process holds it.</exception>
    /// <exception cref="LakeException">The lake cannot be written to.</exception>
    public static LakeLock Take(LakeFolder lake)
    {
        try
        {
            Directory.CreateDirectory(lake.TemporaryFolder);
            string path = Path.Combine(lake.TemporaryFolder, FileName);
            return new LakeLock(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException e) when (IsHeld(e))
        {
            throw new LakeBusyException(lake.Root);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LakeException($"The lake '{lake.Root}' cannot be written to: {e.Message} Give this user the right to write there, or name another folder.");
        }
    }

    public void Dispose() => _handle.Dispose();

    private static bool IsHeld(IOException e) =>
        OperatingSystem.IsWindows() ? (e.HResult & 0xFFFF) is SharingViolation or LockViolation
        : e.HResult == (OperatingSystem.IsLinux() ? WouldBlockLinux : WouldBlockElsewhere);
}
