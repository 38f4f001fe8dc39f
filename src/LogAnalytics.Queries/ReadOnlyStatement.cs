using System.Text.Json;
using DuckDB.NET.Data;

namespace LogAnalytics.Queries;

/// <summary>Lets one reading statement through. DuckDB's own parser decides: it serialises SELECT statements and nothing else.</summary>
public static class ReadOnlyStatement
{
    /// <exception cref="QueryException">Not one SELECT, DESCRIBE, SHOW or SUMMARIZE.</exception>
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

        if (root.GetProperty("statements").GetArrayLength() != 1)
            throw new QueryException("Give one statement at a time.");
    }
}
