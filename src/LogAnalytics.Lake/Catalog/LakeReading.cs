namespace LogAnalytics.Lake.Catalog;

/// <summary>
/// Says that somebody reads the lake: until it is disposed, a writer commits beside it but leaves the files of earlier commits where they
/// are. Take it before the manifest is read. It goes with the process, however that ends.
/// </summary>
public sealed class LakeReading : IDisposable
{
    private const string Prefix = ".reader-";

    private readonly FileStream? _handle;

    private LakeReading(FileStream? handle) => _handle = handle;

    public static LakeReading Begin(LakeFolder lake)
    {
        try
        {
            return new LakeReading(new FileStream(
                Path.Combine(lake.TemporaryFolder, $"{Prefix}{Guid.NewGuid():N}"), FileMode.CreateNew, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A lake that cannot be written to (a mounted copy, another's folder) cannot be changed under us from here either.
            return new LakeReading(null);
        }
    }

    public static bool IsMark(string path) => Path.GetFileName(path).StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Removes the mark of a reader that was killed.</summary>
    /// <returns>False if the reader lives.</returns>
    public static bool TryRemove(string path)
    {
        try
        {
            new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose).Dispose();
            return true;
        }
        catch (FileNotFoundException)
        {
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    public void Dispose() => _handle?.Dispose();
}
