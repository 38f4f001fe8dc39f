using System.Text.Json;
using LogAnalytics.Lake.Catalog;

namespace LogAnalytics.Cli.Notifying;

/// <summary>
/// Ids of the incidents that a notification was to tell of and did not: by the next run they are not new any more, and nobody would hear
/// of them. Kept beside the lake's tables, outside its equality; mostly there is no such file.
/// </summary>
internal static class Undelivered
{
    public static IReadOnlySet<string> Read(LakeFolder lake)
    {
        try
        {
            return (JsonSerializer.Deserialize<string[]>(File.ReadAllText(PathIn(lake))) ?? []).ToHashSet(StringComparer.Ordinal);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return new HashSet<string>();
        }
    }

    public static void Write(LakeFolder lake, IEnumerable<string> ids)
    {
        string[] kept = [.. ids.Order(StringComparer.Ordinal)];
        if (kept.Length == 0)
            File.Delete(PathIn(lake));
        else
            lake.Replace(PathIn(lake), JsonSerializer.SerializeToUtf8Bytes(kept));
    }

    private static string PathIn(LakeFolder lake) => Path.Combine(lake.TemporaryFolder, "undelivered.json");
}
