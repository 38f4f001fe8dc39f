using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace LogAnalytics.Lake.Catalog;

/// <summary>
/// What the last analysis left beside the tables: for the views <c>incidents</c> and <c>affected_messages</c>, and for the next analysis, which
/// tells new incidents from known ones. It depends on when the lake was analysed, so it is no part of the lake's equality. One rename makes
/// all of it visible.
/// </summary>
public static class AnalysisState
{
    public static readonly string[] Tables = ["incidents", "affected_messages"];

    private const string Memory = "known_incidents";
    private const string Answer = "answer";

    // Enough of a hash to tell files apart.
    private const int HashDigits = 16;

    /// <summary>Table → its file, relative to the lake; empty where there was no analysis, or what it left is not whole.</summary>
    public static IReadOnlyDictionary<string, string> Read(LakeFolder lake)
    {
        Dictionary<string, string> files = ReadPointer(lake);
        return Tables.All(table => files.TryGetValue(table, out string? path) && File.Exists(Path.Combine(lake.Root, path)))
            ? Tables.ToDictionary(table => table, table => files[table])
            : [];
    }

    /// <summary>What the last analysis wrote for the next one; null where there was none, or it is gone.</summary>
    public static string? ReadMemory(LakeFolder lake)
    {
        try
        {
            return ReadPointer(lake).TryGetValue(Memory, out string? path) ? File.ReadAllText(Path.Combine(lake.Root, path)) : null;
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>What the last analysis said of itself, see <see cref="Replace"/>; null where it said nothing, or what it left is not whole.</summary>
    public static string? ReadAnswer(LakeFolder lake)
    {
        Dictionary<string, string> files = ReadPointer(lake);
        return files.Remove(Answer, out string? answer) && files.Values.All(path => IsAsWritten(Path.Combine(lake.Root, path))) ? answer : null;
    }

    /// <summary>Replaces what the last analysis left; a reader that has just looked still finds the files of before.</summary>
    /// <param name="tables">Table → its Parquet file.</param>
    /// <param name="memory">For the next analysis; null: it compares with what stands.</param>
    /// <param name="answer">By which a later run knows this analysis again; null: none is to.</param>
    public static void Replace(LakeFolder lake, IReadOnlyDictionary<string, byte[]> tables, string? memory, string? answer)
    {
        Dictionary<string, string> before = ReadPointer(lake);
        Dictionary<string, string> after = tables.ToDictionary(table => table.Key, table => Keep(lake, table.Key, ".parquet", table.Value));
        if (memory is not null)
            after.Add(Memory, Keep(lake, Memory, ".json", Encoding.UTF8.GetBytes(memory)));
        else if (before.TryGetValue(Memory, out string? standing))
            after.Add(Memory, standing);
        if (answer is not null)
            after.Add(Answer, answer);
        lake.Replace(PointerPath(lake), JsonSerializer.SerializeToUtf8Bytes(after, LakeJson.Default.DictionaryStringString));
        Sweep(lake, [.. before.Values, .. after.Values]);
    }

    private static string PointerPath(LakeFolder lake) => Path.Combine(lake.TemporaryFolder, "analysis.json");

    private static Dictionary<string, string> ReadPointer(LakeFolder lake)
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllText(PointerPath(lake)), LakeJson.Default.DictionaryStringString) ?? [];
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException or JsonException)
        {
            return [];
        }
    }

    private static string Keep(LakeFolder lake, string name, string extension, byte[] content)
    {
        string path = Path.Combine(lake.TemporaryFolder, $"{name}-{HashOf(content)}{extension}");
        // A reader may have it open; one that was damaged since is written again.
        if (!File.Exists(path) || !content.AsSpan().SequenceEqual(File.ReadAllBytes(path)))
            lake.Replace(path, content);
        return Path.GetRelativePath(lake.Root, path).Replace('\\', '/');
    }

    private static bool IsAsWritten(string path) => File.Exists(path) && Path.GetFileNameWithoutExtension(path).EndsWith("-" + HashOf(File.ReadAllBytes(path)), StringComparison.Ordinal);

    private static string HashOf(byte[] content) => Convert.ToHexStringLower(SHA256.HashData(content))[..HashDigits];

    // What a reader still holds open is swept the next time.
    private static void Sweep(LakeFolder lake, HashSet<string> kept)
    {
        foreach (string path in Tables.Append(Memory).SelectMany(name => Directory.EnumerateFiles(lake.TemporaryFolder, name + "-*")).ToArray())
        {
            if (!kept.Contains(Path.GetRelativePath(lake.Root, path).Replace('\\', '/')))
                LakeFolder.TryRemove(path, File.Delete);
        }
    }
}
