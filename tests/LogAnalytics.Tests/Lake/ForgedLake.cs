using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using DuckDB.NET.Data;
using LogAnalytics.Lake.Catalog;

namespace LogAnalytics.Tests.Lake;

/// <summary>Changes a lake behind its back.</summary>
internal static class ForgedLake
{
    /// <summary>Condition that no row fails.</summary>
    public const string All = "TRUE";

    /// <summary>Condition that the last row of a file fails.</summary>
    public const string NotTheLastLine = "line_number <> (SELECT max(line_number) FROM read_parquet('{path}'))";

    /// <summary>Writes a table again without some of its rows, under its old name.</summary>
    /// <param name="table">The first file of this table that has rows.</param>
    /// <param name="kept">Condition for the rows that stay; <c>{path}</c> is the file.</param>
    /// <param name="adaptsManifest">The manifest gets the new hash, size and row count: only the content can tell.</param>
    public static string Alter(string root, string table, string kept, bool adaptsManifest, string columns = "*")
    {
        LakeFolder lake = new(root);
        LakeManifest manifest = lake.ReadManifest();
        LakeFile file = manifest.AllFiles.First(entry => entry.Table == table && entry.File.Rows > 0).File;
        string path = lake.FullPath(file);
        kept = kept.Replace("{path}", path, StringComparison.Ordinal);
        long rows;
        using (DuckDBConnection connection = new("Data Source=:memory:"))
        {
            connection.Open();
            using DuckDBCommand command = connection.CreateCommand();
            command.CommandText = $"COPY (SELECT {columns} FROM read_parquet('{path}', hive_partitioning = FALSE) WHERE {kept}) TO '{path}.new' (FORMAT parquet)";
            command.ExecuteNonQuery();
            command.CommandText = $"SELECT count(*) FROM read_parquet('{path}.new', hive_partitioning = FALSE)";
            rows = Convert.ToInt64(command.ExecuteScalar(), System.Globalization.CultureInfo.InvariantCulture);
        }

        Assert.True(kept == All || rows < file.Rows);
        File.Move(path + ".new", path, overwrite: true);
        if (adaptsManifest)
        {
            byte[] content = File.ReadAllBytes(path);
            string manifestPath = Path.Combine(root, "_state/manifest.json");
            JsonNode document = JsonNode.Parse(File.ReadAllText(manifestPath))!;
            JsonObject entry = Objects(document).Single(node => (string?)node["path"] == file.Path);
            entry["rows"] = rows;
            entry["bytes"] = content.LongLength;
            entry["sha256"] = Convert.ToHexStringLower(SHA256.HashData(content));
            File.WriteAllText(manifestPath, document.ToJsonString(new JsonSerializerOptions { WriteIndented = true }));
        }

        return file.Path;
    }

    public static void EditManifest(string root, string from, string to)
    {
        string path = Path.Combine(root, "_state/manifest.json");
        string text = File.ReadAllText(path);
        Assert.Contains(from, text);
        File.WriteAllText(path, text.Replace(from, to, StringComparison.Ordinal));
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject value => value.SelectMany(property => Objects(property.Value)).Prepend(value).Where(child => child.ContainsKey("path") && child["path"] is JsonValue),
        JsonArray values => values.SelectMany(Objects),
        _ => [],
    };
}
