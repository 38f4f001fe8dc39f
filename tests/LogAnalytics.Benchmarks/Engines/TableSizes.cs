namespace LogAnalytics.Benchmarks.Engines;

/// <summary>Bytes of tables on disk.</summary>
internal static class TableSizes
{
    /// <summary>Table → bytes. Of a lake only the tables count: its state (manifest, what was seen) is no output to be read.</summary>
    public static SortedDictionary<string, long> Of(string folder)
    {
        SortedDictionary<string, long> sizes = new(StringComparer.Ordinal);
        foreach (FileInfo file in new DirectoryInfo(folder).EnumerateFiles("*.parquet", SearchOption.AllDirectories))
        {
            string table = Path.GetFileNameWithoutExtension(Path.GetRelativePath(folder, file.FullName).Replace('\\', '/').Split('/')[0]);
            if (table != "_state")
                sizes[table] = sizes.GetValueOrDefault(table) + file.Length;
        }

        return sizes;
    }
}
