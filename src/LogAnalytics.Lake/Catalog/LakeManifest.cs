using System.Text.Json.Serialization;

namespace LogAnalytics.Lake.Catalog;

/// <summary>
/// What the lake holds: renaming this file into place is the commit. It names every data file, knows no clock and no host, and is
/// ordered, so the same logs give the same manifest.
/// </summary>
public sealed record LakeManifest
{
    public const string CurrentSchema = "loganalytics/lake/1";

    public string Schema { get; init; } = CurrentSchema;

    /// <summary>Version of the physical tables.</summary>
    public int LayoutVersion { get; init; } = LakeVersions.Layout;

    /// <summary>Version of the rules that turn rows into sessions.</summary>
    public int ParserVersion { get; init; } = LakeVersions.Parser;

    /// <summary>Table name → a file without rows: a table that nothing was written to still has its columns.</summary>
    public IReadOnlyDictionary<string, LakeFile> Schemas { get; init; } = new SortedDictionary<string, LakeFile>();

    /// <summary>The reply families that the sessions were classified by; null in an empty lake.</summary>
    public LakeFile? ReplyFamilies { get; init; }

    /// <summary>Ordered by server and service.</summary>
    public IReadOnlyList<LakeGroup> Groups { get; init; } = [];
}

public static class LakeTables
{
    /// <summary>Table name → its files with paths relative to the lake, in order.</summary>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Paths(this LakeManifest manifest) =>
        manifest.Schemas.Select(schema => (schema.Key, schema.Value))
            .Concat(manifest.ReplyFamilies is { } families ? [("reply_families", families)] : [])
            .Concat(manifest.Groups.SelectMany(group => group.Files).Select(file => ("files", file)))
            .Concat(manifest.Groups.SelectMany(group => group.Rejects).Select(file => ("rejects", file)))
            .Concat(manifest.Groups.SelectMany(group => group.Units).SelectMany(unit => unit.Tables)
                .SelectMany(table => table.Value.Select(file => (table.Key, file))))
            .GroupBy(entry => entry.Item1, entry => entry.Item2.Path)
            .ToDictionary(group => group.Key, group => (IReadOnlyList<string>)[.. group]);
}

public static class LakeVersions
{
    public const int Layout = 1;
    public const int Parser = 1;
}

/// <summary>One server and service: its ledger, its rejects, its days.</summary>
public sealed record LakeGroup(
    string Server,
    string Service,
    IReadOnlyList<LakeFile> Files,
    IReadOnlyList<LakeFile> Rejects,
    IReadOnlyList<LakeUnit> Units);

/// <summary>One day of a server and service.</summary>
/// <param name="Day">Days since 1970, UTC.</param>
/// <param name="Tables">Table name → its files, in order.</param>
public sealed record LakeUnit(int Day, IReadOnlyDictionary<string, IReadOnlyList<LakeFile>> Tables);

/// <summary>One Parquet file; its name ends in the start of its SHA-256, so a file is never changed in place.</summary>
/// <param name="Path">Relative to the lake, with <c>/</c>.</param>
/// <param name="Sha256">Lower-case hex.</param>
public sealed record LakeFile(string Path, long Rows, long Bytes, string Sha256);

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(LakeManifest))]
[JsonSerializable(typeof(Dictionary<string, SeenFile>))]
public sealed partial class LakeJson : JsonSerializerContext;

/// <summary>Size and time of an input when it was read: unchanged means the same path, size and modification time.</summary>
public sealed record SeenFile(long DiskBytes, DateTime ModifiedUtc);
