using System.Security.Cryptography;
using System.Text.Json;

namespace LogAnalytics.Lake.Catalog;

/// <summary>
/// What the last analysis left beside the tables, for the views <c>incidents</c> and <c>affected_messages</c>. It depends on when the lake
/// was analysed, so it is no part of the lake's equality. One rename makes it visible.
/// </summary>
public static class AnalysisState
{
    public static readonly string[] Tables = ["incidents", "affected_messages"];

    /// <summary>Table → its file, relative to the lake; empty where there was no analysis, or what it left is not whole.</summary>
    public static IReadOnlyDictionary<string, string> Read(LakeFolder lake)
    {
        try
        {
            Dictionary<string, string>? files = JsonSerializer.Deserialize(File.ReadAllText(PointerPath(lake)), LakeJson.Default.DictionaryStringString);
            if (files is not null && Tables.All(table => files.TryGetValue(table, out string? path) && File.Exists(Path.Combine(lake.Root, path))))
                return files;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
        }

        return new Dictionary<string, string>();
    }

    /// <summary>Replaces what the last analysis left; a reader that has just looked still finds the files of before.</summary>
    /// <param name="files">Table → a Parquet file elsewhere.</param>
    public static void Replace(LakeFolder lake, IReadOnlyDictionary<string, string> files)
    {
        IReadOnlyDictionary<string, string> before = Read(lake);
        Dictionary<string, string> after = [];
        foreach ((string table, string source) in files)
        {
            byte[] content = File.ReadAllBytes(source);
            string path = Path.Combine(lake.TemporaryFolder, $"{table}-{Convert.ToHexStringLower(SHA256.HashData(content))[..16]}.parquet");
            // A reader may have it open; one that was damaged since is written again.
            if (!File.Exists(path) || !content.AsSpan().SequenceEqual(File.ReadAllBytes(path)))
                lake.Replace(path, content);
            after[table] = Path.GetRelativePath(lake.Root, path).Replace('\\', '/');
        }

        lake.Replace(PointerPath(lake), JsonSerializer.SerializeToUtf8Bytes(after, LakeJson.Default.DictionaryStringString));
        Sweep(lake, [.. before.Values, .. after.Values]);
    }

    private static string PointerPath(LakeFolder lake) => Path.Combine(lake.TemporaryFolder, "analysis.json");

    // What a reader still holds open is swept the next time.
    private static void Sweep(LakeFolder lake, HashSet<string> kept)
    {
        foreach (string path in Tables.SelectMany(table => Directory.EnumerateFiles(lake.TemporaryFolder, table + "-*.parquet")).ToArray())
        {
            if (!kept.Contains(Path.GetRelativePath(lake.Root, path).Replace('\\', '/')))
                LakeFolder.TryRemove(path, File.Delete);
        }
    }
}
