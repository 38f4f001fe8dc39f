using System.Text.Json;
using System.Text.RegularExpressions;
using DuckDB.NET.Data;

namespace LogAnalytics.Queries;

/// <summary>One statement that only reads. DuckDB's own parser decides: it serialises SELECT statements and nothing else.</summary>
/// <param name="Text">As typed, to be run.</param>
/// <param name="Tree">Its SELECT as DuckDB has parsed it, serialised.</param>
/// <param name="IsExplained">The plan is asked for, not the rows.</param>
/// <param name="Parameters">Names behind <c>$</c>, in the order of the alphabet.</param>
public sealed partial record ReadStatement(string Text, string Tree, bool IsExplained, IReadOnlyList<string> Parameters)
{
    // Called in a SELECT, these change settings, write, or run SQL that nobody has checked.
    private static readonly string[] _changingFunctions =
        ["enable_", "disable_", "verify_", "checkpoint", "force_checkpoint", "truncate_duckdb_logs", "add_parquet_key", "write_log", "import_database", "copy_database", "json_execute_serialized_sql", "query"];

    /// <exception cref="QueryException">Not one SELECT, DESCRIBE, SHOW, SUMMARIZE or EXPLAIN of one, or one that calls a function which changes something.</exception>
    public static ReadStatement Parse(DuckDBConnection connection, string sql)
    {
        // DuckDB cannot serialise EXPLAIN; what it explains is a statement like any other, and ANALYZE runs it.
        Match explain = Explain().Match(sql);
        string select = sql[explain.Length..];
        string json = Scalar(connection, "SELECT CAST(json_serialize_sql(CAST($sql AS VARCHAR)) AS VARCHAR)", select);
        using JsonDocument parsed = JsonDocument.Parse(json);
        JsonElement root = parsed.RootElement;
        if (root.GetProperty("error").GetBoolean())
            throw new QueryException(Refusal(root, sql, explain.Length));

        int statements = root.GetProperty("statements").GetArrayLength();
        if (statements != 1)
            throw new QueryException(statements == 0 ? "No SQL given." : "Give one statement at a time.");
        if (Values(root, "function_name").FirstOrDefault(IsChanging) is { } name)
            throw new QueryException($"{name}() is not let through: the lake and the settings are read-only.");
        return new ReadStatement(
            sql,
            json,
            explain.Success,
            [.. Values(root, "identifier", within: "PARAMETER").Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)]);
    }

    /// <summary>Its SELECT as DuckDB writes it again: without a semicolon or comments, so it can stand inside another statement.</summary>
    public string Select(DuckDBConnection connection) => Scalar(connection, "SELECT json_deserialize_sql(CAST($sql AS JSON))", Tree);

    /// <summary>Each parameter of the statement with its value.</summary>
    /// <exception cref="QueryException">A value is missing, or nothing has its name.</exception>
    public IEnumerable<DuckDBParameter> Bind(IReadOnlyDictionary<string, object?> values)
    {
        if (Parameters.Where(name => !values.ContainsKey(name)).ToList() is { Count: > 0 } missing)
            throw new QueryException($"{string.Join(", ", missing.Select(name => "$" + name))} needs a value (--param {missing[0]}=VALUE).");
        if (values.Keys.Except(Parameters, StringComparer.OrdinalIgnoreCase).FirstOrDefault() is { } unused)
        {
            throw new QueryException(Parameters.Count == 0
                ? $"--param {unused}: the SQL has no parameters. Write ${unused} where its value belongs."
                : $"--param {unused}: the SQL has no ${unused}; it has {string.Join(", ", Parameters.Select(name => "$" + name))}.");
        }

        return Parameters.Select(name => new DuckDBParameter(name, values[name]));
    }

    private static string Refusal(JsonElement root, string sql, int offset)
    {
        string message = root.TryGetProperty("error_message", out JsonElement text) ? text.GetString()! : "cannot be parsed";
        if (message.Contains("SELECT", StringComparison.Ordinal))
            return "Only one statement that reads is let through (SELECT, WITH, FROM, VALUES, DESCRIBE, SHOW, SUMMARIZE, EXPLAIN): the lake is read-only.";
        return root.TryGetProperty("position", out JsonElement position) && int.TryParse(position.GetString(), out int at)
            ? message + "\n" + SqlPosition.Show(sql, offset + at)
            : message;
    }

    private static bool IsChanging(string name) =>
        _changingFunctions.Any(changing => changing.EndsWith('_') ? name.StartsWith(changing, StringComparison.OrdinalIgnoreCase) : name.Equals(changing, StringComparison.OrdinalIgnoreCase));

    private static string Scalar(DuckDBConnection connection, string sql, string argument)
    {
        using DuckDBCommand command = connection.CreateCommand();
        command.CommandText = sql;
        command.Parameters.Add(new DuckDBParameter("sql", argument));
        return (string)command.ExecuteScalar()!;
    }

    // Texts under a name, anywhere in the tree; within: of nodes of that class only.
    private static IEnumerable<string> Values(JsonElement element, string property, string? within = null) => element.ValueKind switch
    {
        JsonValueKind.Object => (IsOfClass(element, within) && element.TryGetProperty(property, out JsonElement value) && value.ValueKind == JsonValueKind.String ? [value.GetString()!] : Enumerable.Empty<string>())
            .Concat(element.EnumerateObject().SelectMany(child => Values(child.Value, property, within))),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(child => Values(child, property, within)),
        _ => [],
    };

    private static bool IsOfClass(JsonElement element, string? name) =>
        name is null || (element.TryGetProperty("class", out JsonElement value) && value.ValueEquals(name));

    [GeneratedRegex(@"^(?:\s|--[^\n]*(?:\n|$)|/\*.*?\*/)*EXPLAIN\s+(?:ANALYZE\s+)?", RegexOptions.IgnoreCase | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Explain();
}
