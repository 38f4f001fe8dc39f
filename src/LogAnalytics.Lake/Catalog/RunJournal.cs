using System.Text.Json;

namespace LogAnalytics.Lake.Catalog;

/// <summary>
/// The log of runs in a lake: a file per run, written when it begins and again when it ends, so that one that is killed has its row too.
/// Old ones are put together into one file, whose oldest rows go. History: no part of the lake's equality.
/// </summary>
public static class RunJournal
{
    // A few days of hourly runs; with more files a query would be slow.
    private const int MostFiles = 200;
    private const int KeptFiles = 100;

    // Some two years of hourly runs, ten megabytes.
    private const int MostRows = 20_000;
    private const string ArchiveName = "archive.jsonl";

    // Whoever takes the lake's lock sweeps temporary files of others.
    private const int Attempts = 3;

    /// <summary>What finds the files of all runs, relative to the lake; null before the first.</summary>
    public static string? Pattern(LakeFolder lake) =>
        Directory.Exists(FolderOf(lake)) && Directory.EnumerateFiles(FolderOf(lake), "*.jsonl").Any() ? Path.GetRelativePath(lake.Root, Path.Combine(FolderOf(lake), "*.jsonl")) : null;

    /// <summary>Adds the run, or replaces what it wrote when it began.</summary>
    /// <exception cref="IOException">The lake cannot be written to.</exception>
    public static void Write(LakeFolder lake, JournalEntry entry)
    {
        Directory.CreateDirectory(FolderOf(lake));
        byte[] line = [.. JsonSerializer.SerializeToUtf8Bytes(entry, JournalJson.Default.JournalEntry), (byte)'\n'];
        for (int attempt = 1; ; attempt++)
        {
            try
            {
                lake.Replace(Path.Combine(FolderOf(lake), entry.RunId + ".jsonl"), line);
                return;
            }
            catch (FileNotFoundException) when (attempt < Attempts)
            {
            }
        }
    }

    /// <summary>Puts the oldest files together. Only for the holder of the lock, and while nobody reads.</summary>
    public static void Compact(LakeFolder lake)
    {
        if (!Directory.Exists(FolderOf(lake)))
            return;
        string archive = Path.Combine(FolderOf(lake), ArchiveName);
        string[] files = [.. Directory.EnumerateFiles(FolderOf(lake), "*.jsonl").Where(path => path != archive).Order(StringComparer.Ordinal)];
        if (files.Length <= MostFiles)
            return;
        string[] old = files[..^KeptFiles];
        string[] rows = [.. (File.Exists(archive) ? File.ReadLines(archive) : []).Concat(old.SelectMany(File.ReadLines)).TakeLast(MostRows)];
        // One that is cut off here leaves rows twice, which the view knows.
        lake.Replace(archive, System.Text.Encoding.UTF8.GetBytes(string.Join('\n', rows) + "\n"));
        foreach (string path in old)
            LakeFolder.TryRemove(path, File.Delete);
    }

    private static string FolderOf(LakeFolder lake) => Path.Combine(lake.TemporaryFolder, "runs");
}
