using System.Globalization;

namespace LogAnalytics.Queries;

/// <summary>SQL that gives any DuckDB client (1.2 or newer) the views over a lake as it stands now; no function of ours is needed.</summary>
public static class ConnectScript
{
    /// <param name="tables">Table name → its files, relative to the lake.</param>
    public static void Write(TextWriter writer, string lakeRoot, IReadOnlyDictionary<string, IReadOnlyList<string>> tables)
    {
        writer.Write($"-- The views over the lake {Comment(lakeRoot)}, as it stands now: print this again after the next conversion or analysis.\n");
        writer.Write("-- duckdb -init connect.sql · Python: duckdb.connect().execute(open('connect.sql').read())\n");
        writer.Write("SET TimeZone = 'UTC';\n\n");
        writer.Write("CREATE OR REPLACE TEMP TABLE _lake_files AS\nSELECT * FROM (VALUES\n");
        IEnumerable<string> rows = tables.OrderBy(table => table.Key, StringComparer.Ordinal).SelectMany(table => table.Value.Select((path, i) =>
            string.Create(CultureInfo.InvariantCulture, $"    ({Literal(table.Key)}, {i}, {Literal(Path.Combine(lakeRoot, path))})")));
        writer.Write(string.Join(",\n", rows));
        writer.Write("\n) AS t(table_name, ordinal, path);\n");
        foreach (string name in SqlCatalog.ForViews(tables))
            writer.Write("\n" + SqlCatalog.Text(name).TrimEnd() + "\n");
    }

    private static string Literal(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";

    // A line end in a folder's name must not end the comment.
    private static string Comment(string text) => text.ReplaceLineEndings(" ");
}
