using System.Text.Json;
using DuckDB.NET.Data;

namespace LogAnalytics.Queries;

/// <summary>Lets one reading statement through. DuckDB's own parser decides: it serialises SELECT statements and nothing else.</summary>
public static class ReadOnlyStatement
{
    // Called in a SELECT, these change settings, write, or run SQL that nobody has checked.
    private static readonly string[] _changingFunctions =
        ["enable_", "disable_", "verify_", "checkpoint", "force_checkpoint", "truncate_duckdb_logs", "add_parquet_key", "write_log", "import_database", "copy_database", "json_execute_serialized_sql", "query"];

    /// <exception cref="QueryException">Not one SELECT, DESCRIBE, SHOW or SUMMARIZE, or one that calls a function which changes something.</exception>
    public static void Check(DuckDBConnection connection, string sql)
    {
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = "SELECT CAST(json_serialize_sql(CAST($sql AS VARCHAR)) AS VARCHAR)";
        command.Parameters.Add(new DuckDBParameter("sql", sql));
        using JsonDocument parsed = JsonDocument.Parse((string)command.ExecuteScalar()!);
        JsonElement root = parsed.RootElement;
        if (root.GetProperty("error").GetBoolean())
        {
            string message = root.TryGetProperty("error_message", out JsonElement text) ? text.GetString()! : "cannot be parsed";
            throw new QueryException(message.Contains("SELECT", StringComparison.Ordinal)
                ? "Only one statement that reads is let through (SELECT, WITH, FROM, VALUES, DESCRIBE, SHOW, SUMMARIZE): the lake is read-only."
                : message);
        }

        int statements = root.GetProperty("statements").GetArrayLength();
        if (statements != 1)
            throw new QueryException(statements == 0 ? "No SQL given." : "Give one statement at a time.");
        if (FunctionNames(root).FirstOrDefault(IsChanging) is { } name)
            throw new QueryException($"{name}() is not let through: the lake and the settings are read-only.");
    }

    private static bool IsChanging(string name) =>
        _changingFunctions.Any(changing => changing.EndsWith('_') ? name.StartsWith(changing, StringComparison.OrdinalIgnoreCase) : name.Equals(changing, StringComparison.OrdinalIgnoreCase));

    private static IEnumerable<string> FunctionNames(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(property =>
            property.NameEquals("function_name") && property.Value.ValueKind == JsonValueKind.String
                ? [property.Value.GetString()!]
                : FunctionNames(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(FunctionNames),
        _ => [],
    };
}
