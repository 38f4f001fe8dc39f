namespace LogAnalytics.Inputs;

/// <summary>The ends of names that are taken, any case.</summary>
public static class LogExtensions
{
    private static readonly string[] _extensions = [".log", ".log.gz", ".zip"];

    public static bool IsLog(string path) => Array.Exists(_extensions, extension => path.EndsWith(extension, StringComparison.OrdinalIgnoreCase));

    /// <summary>Its bytes on disk are not those of the log.</summary>
    public static bool IsPacked(string path) => IsArchive(path) || IsGzip(path);

    public static bool IsGzip(string path) => path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase);

    public static bool IsArchive(string path) => path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase);
}
