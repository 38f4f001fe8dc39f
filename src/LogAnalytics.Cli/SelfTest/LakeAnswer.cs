using System.Text.Json.Nodes;
using LogAnalytics.Cli.Analysis;
using LogAnalytics.Cli.Exports;
using LogAnalytics.Detection;
using LogAnalytics.Lake.Catalog;
using LogAnalytics.Queries;
using LogAnalytics.Reports.Findings;

namespace LogAnalytics.Cli.SelfTest;

/// <summary>All that a lake says, so that two lakes can be compared.</summary>
/// <param name="Findings">findings.json of all it holds; generated at no time.</param>
/// <param name="Sums">Checksum of the rows by place; see <c>Sql/selftest</c>.</param>
/// <param name="Files">Path and SHA-256 of its tables.</param>
internal sealed record LakeAnswer(JsonNode Findings, IReadOnlyDictionary<ContentPlace, string> Sums, IReadOnlyList<string> Files)
{
    public static LakeAnswer Read(LakeFolder lake, IReadOnlyList<Given> told, EngineLimits limits, CancellationToken cancellation)
    {
        LakeManifest manifest = lake.ReadManifest();
        using LakeDatabase database = LakeDatabase.Open(lake.Root, lake.Tables(manifest), limits, isLocked: false);
        using CancellationTokenRegistration interruption = cancellation.Register(database.Interrupt);
        database.Execute("selftest/content");
        Dictionary<ContentPlace, string> sums = database.Query("selftest/sums", row => KeyValuePair.Create(
            new ContentPlace(row.Text("table_name")!, row.Text("server")!, row.Text("service")!, (int)row.Number("bucket")),
            $"{row.Number("row_count")} {row.Text("checksum")}")).ToDictionary();
        GivenRelevance.Prepare(database, told);
        IReadOnlyList<Override> overrides = GivenRelevance.Told(database, told);
        FindingsDocument findings = LakeAnalysis.Run(database, null, null, new OnsetOptions(), ExportReading.Read([], cancellation), [], DateTime.UnixEpoch, new StageTimes(), cancellation).Findings;
        return new LakeAnswer(
            JsonNode.Parse(FindingsJson.Write(findings with { Overrides = overrides }))!, sums,
            [.. manifest.AllFiles.Select(entry => $"{entry.File.Path} {entry.File.Sha256}").Order(StringComparer.Ordinal)]);
    }

    /// <summary>The rows behind a checksum, in order.</summary>
    public static IReadOnlyList<string> ReadRows(LakeFolder lake, EngineLimits limits, ContentPlace place)
    {
        using LakeDatabase database = LakeDatabase.Open(lake.Root, lake.Tables(lake.ReadManifest()), limits, isLocked: false);
        database.Execute("selftest/content");
        return database.Query("selftest/rows", row => row.Text("content")!, new Dictionary<string, object?>
        {
            ["table_name"] = place.Table,
            ["server"] = place.Server,
            ["service"] = place.Service,
            ["bucket"] = place.Bucket,
        });
    }
}
