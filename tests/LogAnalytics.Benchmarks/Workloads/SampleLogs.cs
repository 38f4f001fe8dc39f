using LogAnalytics.Samples;

namespace LogAnalytics.Benchmarks.Workloads;

/// <summary>The logs of one server in memory, the same on every machine.</summary>
internal static class SampleLogs
{
    private const string Server = "EX01";

    /// <param name="treeBytes">Of the tree that they are taken from; half of it is this server's.</param>
    public static byte[][] Read(long treeBytes)
    {
        DirectoryInfo folder = Directory.CreateTempSubdirectory("loganalytics-bench-");
        try
        {
            SampleTree.Write(folder.FullName, new SampleOptions { Incident = "certificate_name_changed", Seed = 5, Servers = 2, Days = 1, TargetBytes = treeBytes });
            return [.. Directory.EnumerateFiles(Path.Combine(folder.FullName, Server), "*.LOG", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
