using LogAnalytics.Evidence.Hashing;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Queries;

namespace LogAnalytics.Cli.Analysis;

/// <summary>What an analysis was made from, by hash.</summary>
/// <param name="LakeSha256">Of the lake's manifest, which holds the hash of every table.</param>
/// <param name="Inputs">The logs in the lake.</param>
public sealed record LakeSources(string LakeSha256, IReadOnlyList<FileHash> Inputs)
{
    public static LakeSources Read(LakeDatabase database, LakeManifest manifest) =>
        new(manifest.Sha256, database.Query("bundle/inputs", row => new FileHash(row.Text("path")!, row.Number("size"), row.Text("file_id"))));
}
