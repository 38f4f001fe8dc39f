using DuckDB.NET.Data;

namespace LogAnalytics.Queries;

/// <summary>Reads the current row by column name; NULL gives null.</summary>
public sealed class QueryRow(DuckDBDataReader reader)
{
    // Looked up once: a series may have millions of rows.
    private readonly Dictionary<string, (int Ordinal, bool IsLong)> _columns = Enumerable.Range(0, reader.FieldCount)
        .ToDictionary(reader.GetName, ordinal => (ordinal, reader.GetFieldType(ordinal) == typeof(long)), StringComparer.Ordinal);

    public string? Text(string column) => Value(column) as string;

    public bool Flag(string column) => Value(column) is true;

    public long Number(string column)
    {
        (int ordinal, bool isLong) = _columns[column];
        if (isLong && !reader.IsDBNull(ordinal))
            return reader.GetInt64(ordinal);
        return Convert.ToInt64(Value(column) ?? 0L, System.Globalization.CultureInfo.InvariantCulture);
    }

    public bool? OptionalFlag(string column) => Value(column) as bool?;

    public int? OptionalInt(string column) => Value(column) is { } value ? Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture) : null;

    /// <summary>UTC.</summary>
    public DateTime? Time(string column) => Value(column) is DateTime time ? DateTime.SpecifyKind(time, DateTimeKind.Utc) : null;

    public IReadOnlyList<string> Texts(string column) => Value(column) is List<string> texts ? texts : [];

    private object? Value(string column)
    {
        object value = reader.GetValue(_columns[column].Ordinal);
        return value is DBNull ? null : value;
    }
}
