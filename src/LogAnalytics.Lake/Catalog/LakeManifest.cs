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

    /// <summary>Newest version of the rules that any unit was made with.</summary>
    public int ParserVersion { get; init; } = LakeVersions.Parser;

    /// <summary>Version of the row reader that has read every line.</summary>
    public int ReaderVersion { get; init; } = LakeVersions.Reader;

    /// <summary>Rows that the user has put before the built-in reply families, as typed; empty: none.</summary>
    public string UserFamilies { get; init; } = "";

    /// <summary>Days since 1970, UTC: logs whose last row is of an earlier day were pruned, or are when they come. Null: none ever was.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? PrunedBefore { get; init; }

    /// <summary>Table name → a file without rows: a table that nothing was written to still has its columns.</summary>
    public IReadOnlyDictionary<string, LakeFile> Schemas { get; init; } = new SortedDictionary<string, LakeFile>();

    /// <summary>The reply families that the sessions were classified by; null in an empty lake.</summary>
    public LakeFile? ReplyFamilies { get; init; }

    /// <summary>Ordered by server and service.</summary>
    public IReadOnlyList<LakeGroup> Groups { get; init; } = [];

    /// <summary>Of the file that it was read from, lower-case hex; empty for one that was not read.</summary>
    [JsonIgnore]
    public string Sha256 { get; init; } = "";

    /// <summary>An earlier version wrote it, without tables that the views ask for: <c>rebuild</c> makes them.</summary>
    [JsonIgnore]
    public bool LacksTables => ParserVersion < LakeVersions.LeastParserToQuery;

    /// <summary>Every file that the lake consists of, each with its table.</summary>
    [JsonIgnore]
    public IEnumerable<(string Table, LakeFile File)> AllFiles =>
        Schemas.Select(schema => (schema.Key, schema.Value))
            .Concat(ReplyFamilies is { } families ? [("reply_families", families)] : [])
            .Concat(Groups.SelectMany(group => group.AllFiles));
}

/// <summary>Versions that a lake is stamped with. Equality of bytes holds per version.</summary>
public static class LakeVersions
{
    /// <summary>The physical tables.</summary>
    public const int Layout = 3;

    /// <summary>How rows become sessions, messages and recipients: units of an older one are built again from their own events.</summary>
    public const int Parser = 5;

    /// <summary>The first whose units have all tables that the views ask for.</summary>
    public const int LeastParserToQuery = 5;

    /// <summary>How lines become rows: rejected lines of an older one are read again.</summary>
    public const int Reader = 1;
}

/// <summary>One server and service.</summary>
/// <param name="Files">The ledger.</param>
/// <param name="OpenSessions">Which units hold sessions that are not whole within their day.</param>
/// <param name="Lines">Kept and rejected lines, by the day of the first row of their file.</param>
/// <param name="Units">Sessions, by the day they belong to.</param>
public sealed record LakeGroup(
    string Server,
    string Service,
    IReadOnlyList<LakeFile> Files,
    IReadOnlyList<LakeFile> OpenSessions,
    IReadOnlyList<LakeLines> Lines,
    IReadOnlyList<LakeUnit> Units)
{
    [JsonIgnore]
    public IEnumerable<(string Table, LakeFile File)> AllFiles =>
        Files.Select(file => ("files", file))
            .Concat(OpenSessions.Select(file => ("open_sessions", file)))
            .Concat(Lines.SelectMany(day => day.Files).Select(file => ("file_lines", file)))
            .Concat(Units.SelectMany(unit => unit.Tables).SelectMany(table => table.Value.Select(file => (table.Key, file))));
}

/// <summary>The kept and rejected lines of the files that begin on one day.</summary>
/// <param name="Day">Days since 1970, UTC.</param>
public sealed record LakeLines(int Day, IReadOnlyList<LakeFile> Files);

/// <summary>One day of a server and service.</summary>
/// <param name="Day">Days since 1970, UTC.</param>
/// <param name="Rules">Versions of the rules that made it: parser, and the start of the taxonomy's hash.</param>
/// <param name="Tables">Table name → its files, in order.</param>
public sealed record LakeUnit(int Day, string Rules, IReadOnlyDictionary<string, IReadOnlyList<LakeFile>> Tables);

/// <summary>One Parquet file; its name ends in the start of its SHA-256, so a file is never changed in place.</summary>
/// <param name="Path">Relative to the lake, with <c>/</c>.</param>
/// <param name="Sha256">Lower-case hex.</param>
public sealed record LakeFile(string Path, long Rows, long Bytes, string Sha256);

[JsonSourceGenerationOptions(WriteIndented = true, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(LakeManifest))]
[JsonSerializable(typeof(Dictionary<string, SeenFile>))]
[JsonSerializable(typeof(Dictionary<string, string>))]
public sealed partial class LakeJson : JsonSerializerContext;

/// <summary>An input when it was read: unchanged means the same path, size and modification time.</summary>
/// <param name="DiskPath">Where it lay: a file that is gone from there and turns up elsewhere was renamed.</param>
public sealed record SeenFile(long DiskBytes, DateTime ModifiedUtc, string DiskPath);
